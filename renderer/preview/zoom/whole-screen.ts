/** The window as large as the screen, or as it was. A system that refuses leaves it as it is. */
export async function turnWholeScreen(): Promise<void> {
  const turned = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen({ navigationUI: 'hide' });
  await turned.catch(() => undefined);
}
