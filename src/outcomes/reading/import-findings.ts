/** What is wrong with a file, where: the line and the heading of the column where they are known. */
export type ImportFinding = { line: number | null; column: string | null; message: string };

const mostShown = 100;

/** The first hundred findings, and how many there are. */
export class Findings {
  readonly first: ImportFinding[] = [];
  count = 0;

  add(line: number | null, column: string | null, message: string): void {
    this.count += 1;
    if (this.first.length < mostShown) this.first.push({ line, column, message });
  }

  get more(): number {
    return this.count - this.first.length;
  }
}
