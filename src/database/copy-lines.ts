const zero = 48;
const minus = 45;
const tab = 9;
const newline = 10;

/** Rows in PostgreSQL's text format of COPY, written straight into bytes: a million short strings would keep the collector busy. */
export class CopyLines {
  rows = 0;
  private bytes = new Uint8Array(1 << 20);
  private spare = new Uint8Array(1 << 20);
  private length = 0;

  int(value: number | null): this {
    if (value === null) return this.text('\\N');
    this.room(12);
    let rest = Math.abs(value);
    if (value < 0) this.bytes[this.length++] = minus;
    let digits = 1;
    for (let power = 10; power <= rest; power *= 10) digits += 1;
    for (let at = this.length + digits - 1; at >= this.length; at -= 1) {
      this.bytes[at] = zero + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.length += digits;
    this.bytes[this.length++] = tab;
    return this;
  }

  /** ASCII without tabs, line breaks and backslashes, but for `\N`. */
  text(value: string): this {
    this.room(value.length + 1);
    for (let i = 0; i < value.length; i += 1) this.bytes[this.length++] = value.charCodeAt(i);
    this.bytes[this.length++] = tab;
    return this;
  }

  end(): void {
    this.bytes[this.length - 1] = newline;
    this.rows += 1;
  }

  /** What has been written since, to be sent before it is asked for again: two pieces of memory take turns. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.subarray(0, this.length);
    [this.bytes, this.spare] = [this.spare, this.bytes];
    this.length = 0;
    this.rows = 0;
    return taken;
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return;
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
