/** How many of the rows say something the others do not, by Gauss. */
export function rank(rows: number[][]): number {
  const left = rows.map(row => [...row]);
  let rank = 0;
  const columns = left[0]?.length ?? 0;
  for (let column = 0; column < columns; column++) {
    const pivot = left.findIndex((row, i) => i >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    const from = left[pivot];
    const to = left[rank];
    if (!from || !to) continue;
    [left[rank], left[pivot]] = [from, to];
    for (const [i, row] of left.entries()) {
      if (i === rank) continue;
      const times = (row[column] ?? 0) / (from[column] ?? 1);
      for (let k = column; k < columns; k++) row[k] = (row[k] ?? 0) - times * (from[k] ?? 0);
    }
    rank++;
  }
  return rank;
}
