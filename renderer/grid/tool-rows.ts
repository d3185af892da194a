/** A second row for what has no room in the first; a third would take the place of the pictures. */
const mostRows = 2;

/**
 * Finds out, now and whenever there is another width, how many tools have to go without their words so that they stand in two rows at most.
 *
 * @param ruler as wide as the rows, in front of the tools; of no height, so that what is found out does not change it
 * @param show so many of the last tools stand without their words when it returns
 */
export function fitInRows(ruler: HTMLElement, show: (wordless: number) => void): () => void {
  let width = -1;
  const tools = (): HTMLElement[] => [...(ruler.parentElement?.querySelectorAll('button') ?? [])];
  const observer = new ResizeObserver(() => {
    if (ruler.offsetWidth === width) return;
    width = ruler.offsetWidth;
    const count = tools().length;
    for (let wordless = 0; wordless <= count; wordless += 1) {
      show(wordless);
      if (rowsOf(tools()) <= mostRows) return;
    }
  });
  observer.observe(ruler);
  return () => observer.disconnect();
}

function rowsOf(tools: readonly HTMLElement[]): number {
  return new Set(tools.map(({ offsetTop }) => offsetTop)).size;
}
