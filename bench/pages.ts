export type PageSize = { path: string; status: number; bytes: number };

/** Every page that links lead to from the front page, with the bytes of its HTML before packing. */
export async function pageSizes(home: string): Promise<PageSize[]> {
  const sizes: PageSize[] = [];
  const waiting = ['/'];
  const seen = new Set(waiting);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const reply = await fetch(home + path);
    const html = await reply.text();
    if (!reply.headers.get('Content-Type')?.startsWith('text/html')) continue;
    sizes.push({ path, status: reply.status, bytes: Buffer.byteLength(html) });
    for (const [, link = ''] of html.matchAll(/<a [^>]*href="([^"#]+)[^"]*"/g)) {
      const url = new URL(link.replaceAll('&amp;', '&'), home + path);
      const next = url.pathname + url.search;
      if (url.origin !== home || seen.has(next) || isVariant(url)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return sizes;
}

/** A list filtered or sorted in yet another way is no page of its own; without a filter it is the longest it gets. */
function isVariant(url: URL): boolean {
  return url.pathname === '/tilbud' && url.search !== '';
}
