/** What drawings are made with: what is measured, the ground, letters, and what only frames. */
export const ink = '#1b4f72';
export const paper = '#ffffff';
export const text = '#1a1a1a';
export const edge = '#595959';

/** What stands on a ground of its own, so that lines behind do not run through the letters. */
const ground = {
  stroke: paper,
  'stroke-width': '4',
  'stroke-linejoin': 'round',
  'paint-order': 'stroke',
} as const;

type LinesProps = {
  lines: readonly string[];
  /** Where the first line of letters stands, and how far apart they are, in px. */
  y: number;
  line: number;
  size: number;
  weight?: string;
  onGround?: boolean;
};

/** Lines of text at the left edge of a drawing. */
export function Lines({ lines, y, line, size, weight, onGround = false }: LinesProps) {
  return (
    <>
      {lines.map((words, i) => (
        <text
          x="0"
          y={y + i * line}
          font-size={size}
          font-weight={weight}
          fill={text}
          {...(onGround ? ground : {})}
        >
          {words}
        </text>
      ))}
    </>
  );
}

/** Lines at most so wide (in em), broken between words; a word wider than a line is broken where the line ends. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/\s+/).flatMap(word => fitting(word, width))) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && textWidth(longer) > width) {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return current === '' ? lines : [...lines, current];
}

function fitting(word: string, width: number): string[] {
  if (textWidth(word) <= width) return word === '' ? [] : [word];
  const letters = Array.from(word);
  let count = 1;
  while (textWidth(`${letters.slice(0, count + 1).join('')}-`) <= width) count++;
  return [`${letters.slice(0, count).join('')}-`, ...fitting(letters.slice(count).join(''), width)];
}

/** How wide a text is in em, near enough for sans-serif letters and rather too wide than too narrow. */
export function textWidth(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + letterWidth(letter), 0);
}

function letterWidth(letter: string): number {
  if (/\s/.test(letter)) return 0.25;
  if (/[ijl.,:;'·|!()]/.test(letter)) return 0.31;
  if (/[frtI-]/.test(letter)) return 0.39;
  if (/[csvxyzJL]/.test(letter)) return 0.53;
  if (/[mwæMWÆ%]/.test(letter)) return 0.93;
  if (/[a-z0-9øå]/.test(letter)) return 0.59;
  return 0.69;
}
