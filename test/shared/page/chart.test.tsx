import { assert, double, property, string } from 'fast-check';
import { html } from 'hono/html';
import { expect, test } from 'vitest';
import { BarChart, type Bar } from '../../../src/shared/page/chart.tsx';
import { wrap } from '../../../src/shared/page/svg-text.tsx';

const bar = (size: number, rest: Partial<Bar> = {}): Bar => ({
  label: 'Mestring',
  value: `${size} kr.`,
  size,
  assumed: 0,
  ...rest,
});

async function draw(bars: Bar[]): Promise<string> {
  const chart = <BarChart id="purpose" title="Formål" description="Mestring: 3 kr." bars={bars} />;
  return (await html`${chart}`).toString();
}

const letters = (words: string) => words.replace(/[\s-]/g, '');

const hatched = 'url(#purpose-assumed)';

/** The filled parts of the bars from top to bottom, each with where it begins, how wide it is and what it is filled with. */
function fillings(svg: string) {
  const drawn = svg.slice(svg.indexOf('</defs>'));
  return [...drawn.matchAll(/<rect x="([^"]+)"[^>]*? width="([^"]+)"[^>]*? fill="([^"]+)"/g)].map(
    ([, x, width, fill]) => ({ x, width, fill }),
  );
}

test('the longest bar fills the drawing and the others follow in proportion', async () => {
  const widths = fillings(await draw([bar(40), bar(10), bar(30)])).map(({ width }) => width);

  expect(widths).toEqual(['100%', '25%', '75%']);
});

test('what is assumed is hatched at the end of the bar', async () => {
  const [known, assumed] = fillings(await draw([bar(40, { assumed: 10 })]));

  expect(known).toMatchObject({ x: '0', width: '75%' });
  expect(assumed).toEqual({ x: '75%', width: '25%', fill: hatched });
});

test('a bar within its frame shows what is left of the frame', async () => {
  const [frame, used] = fillings(await draw([bar(30, { frame: 40 })]));

  expect(frame).toMatchObject({ width: '100%', fill: '#ffffff' });
  expect(used).toMatchObject({ x: '0', width: '75%' });
});

test('a bar over its frame is black beyond it, whatever is assumed', async () => {
  const [frame, assumed, beyond] = fillings(await draw([bar(50, { frame: 40, assumed: 50 })]));

  expect(frame).toMatchObject({ width: '80%' });
  expect(assumed).toEqual({ x: '0%', width: '80%', fill: hatched });
  expect(beyond).toEqual({ x: '80%', width: '20%', fill: '#000000' });
});

test('nothing to draw is drawn as nothing, with its label and figure', async () => {
  const svg = await draw([bar(0, { value: 'ingen tilbud' })]);

  expect(fillings(svg)).toEqual([]);
  expect(svg).toContain('>Mestring</text>');
  expect(svg).toContain('>ingen tilbud</text>');
});

test('the picture has a name and a description for those who cannot see it', async () => {
  const svg = await draw([bar(3)]);

  expect(svg).toContain('role="img"');
  expect(svg).toContain('aria-labelledby="purpose-title purpose-description"');
  expect(svg).toContain('<title id="purpose-title">Formål</title>');
  expect(svg).toContain('<desc id="purpose-description">Mestring: 3 kr.</desc>');
});

test('what people have written is text in the drawing, never markup', async () => {
  expect(await draw([bar(3, { label: '<script>' })])).toContain('&lt;script&gt;');
});

test('no style attribute, which the content security policy would refuse', async () => {
  expect(await draw([bar(3, { frame: 2, assumed: 1, note: '1 tilbud med ukendt pris' })])).not.toMatch(
    /\sstyle=/,
  );
});

test('a label breaks between words, and inside a word only when the word is wider than a line', () => {
  expect(wrap('Center for Beskæftigelse og Rehabilitering', 12)).toEqual([
    'Center for',
    'Beskæftigelse og',
    'Rehabilitering',
  ]);
  expect(wrap('Selvforsørgelsesprogram', 8)).toHaveLength(2);
  expect(wrap('', 12)).toEqual([]);
});

test('whatever a label is, breaking it loses no letter', () => {
  assert(
    property(string({ unit: 'grapheme' }), double({ min: 0.1, max: 30, noNaN: true }), (text, width) => {
      expect(letters(wrap(text, width).join(''))).toBe(letters(text));
    }),
  );
});
