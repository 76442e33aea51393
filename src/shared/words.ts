/** Whether every word asked for is found in one of the texts, or a part of it; no words ask for nothing. */
export function hasWords(asked: string, texts: readonly string[]): boolean {
  const text = fold(texts.join(' '));
  return fold(asked)
    .split(' ')
    .every(word => text.includes(word));
}

/** Small letters, without accents, with æ, ø and å written out: `Ærø`, `ærø` and `aeroe` read the same. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
