import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { router } from '../http/http.ts';
import { RuleBroken } from '../rule-broken.ts';

const { resolve } = createRequire(import.meta.url);
const designSystem = dirname(dirname(resolve('dkfds')));

/** The design system's four weights as the pages use them, cut to the letters of western Europe: 17 kB each, not 57. */
const fonts = { Regular: 400, Medium: 500, SemiBold: 600, Bold: 700 };

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

type Asset = { type: string; body: Uint8Array<ArrayBuffer>; zipped?: Uint8Array<ArrayBuffer> };

const served = new Map<string, Asset>();

/** Addresses of everything a page loads; each holds its content's hash, so a browser may keep it for good. */
export const assets = {
  style: add('vifte.css', styleSheet()),
  script: add('vifte.js', readFileSync(resolve('#assets/page.js'), 'utf8')),
  icons: addFile(join(designSystem, 'img', 'all-svg-icons.svg')),
};

export const assetRoutes = router().get('/assets/:name', c => {
  const asset = served.get(c.req.param('name'));
  if (!asset) throw new RuleBroken('not-found', 'Filen findes ikke.', { status: 404 });
  const headers = {
    'Content-Type': asset.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
  };
  if (asset.type === 'font/woff2' || !/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')) {
    return c.body(asset.body, 200, headers);
  }
  asset.zipped ??= new Uint8Array(gzipSync(asset.body));
  return c.body(asset.zipped, 200, { ...headers, 'Content-Encoding': 'gzip' });
});

/** The design system's style sheet with our own after it, and the files both point at under their hashed names. */
function styleSheet(): string {
  const theirs = readFileSync(join(designSystem, 'css', 'dkfds.min.css'), 'utf8')
    .replace(/@font-face\s*\{[^}]*\}/g, '')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '')
    .replace(/url\(\.\.\/([^)]+)\)/g, (_, path: string) => `url(${addFile(join(designSystem, path))})`);
  const faces = Object.entries(fonts).map(([name, weight]) => {
    const file = join(designSystem, 'fonts/IBMPlexSans/split/woff2', `IBMPlexSans-${name}-Latin1.woff2`);
    return `@font-face{font-family:IBM Plex Sans;font-weight:${weight};font-display:swap;src:url(${addFile(file)}) format("woff2")}`;
  });
  const ours = [
    'page',
    'balance',
    'scenario',
    'tender',
    'committees',
    'goals',
    'effect',
    'frontier',
    'import',
  ].map(name => readFileSync(resolve(`#assets/${name}.css`), 'utf8'));
  return [theirs, ...faces, ...ours].join('\n');
}

function addFile(path: string): string {
  return add(basename(path), readFileSync(path));
}

function add(name: string, content: Uint8Array | string): string {
  const body = new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content);
  const extension = extname(name);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const hashed = `${basename(name, extension)}.${hash}${extension}`;
  served.set(hashed, { type: types[extension] ?? 'application/octet-stream', body });
  return `/assets/${hashed}`;
}
