interface Shown {
  readonly themes: readonly string[];
  readonly languages: readonly string[];
  readonly sizes: readonly string[];
}

/** A page with all pictures of each view side by side. */
export function indexPage(looks: readonly { readonly name: string }[], { themes, languages, sizes }: Shown): string {
  const variants = sizes.flatMap((size) =>
    themes.flatMap((theme) => languages.map((language) => `${size}-${theme}-${language}`)),
  );
  const picture = (variant: string, view: string) => {
    const address = `${encodeURIComponent(variant)}/${view}.png`;
    return `<figure><a href="${address}"><img loading="lazy" width="420" src="${address}" alt=""></a><figcaption>${variant}</figcaption></figure>`;
  };
  const sections = looks.map(
    ({ name }) =>
      `<h2 id="${name}">${name}</h2><div>${variants.map((variant) => picture(variant, name)).join('')}</div>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Screens</title>
<style>body{background:#777;font:14px sans-serif}div{display:flex;flex-wrap:wrap;gap:12px}figure{margin:0}</style>
${sections.join('\n')}
`;
}
