import type { Finding } from '../shared/rule-broken.ts';
import type { NewTargetGroup } from './target-group.schema.ts';

type Placed = { kind: NewTargetGroup['kind']; parent: string | null };

/** What a target group stands among: every group as stored (without it, or as it was), and who counts on it as it is. */
export type Surroundings = {
  groups: ReadonlyMap<string, Placed>;
  /** Codes of the portfolios that address it. */
  addressedBy: readonly string[];
};

/** Everything that is wrong with a target group's place among the others. */
export function targetGroupFindings(group: NewTargetGroup, { groups, addressedBy }: Surroundings): Finding[] {
  const findings: Finding[] = [];
  const found = (pointer: string, message: string) => findings.push({ pointer, message });
  const after = new Map<string, Placed>([...groups, [group.code, group]]);

  if (group.parent !== null && !after.has(group.parent)) {
    found('/parent', `Målgruppen ${group.parent} findes ikke. Opret den først, eller vælg en anden.`);
  } else if (wayUp(after, group.code) === 'circle') {
    found('/parent', 'En målgruppe kan ikke ligge under sig selv. Vælg en anden overordnet gruppe.');
  } else if (group.kind === 'benefit' && group.parent !== null) {
    found(
      '/parent',
      'En ydelsesgruppe har ingen overordnet gruppe. Fjern den, eller gør gruppen til en del af en ydelsesgruppe.',
    );
  } else if (group.kind === 'part' && !isPlaced(after, group.code)) {
    found(
      '/parent',
      'En del skal ligge under den ydelsesgruppe, den er en del af. Vælg en overordnet gruppe.',
    );
  } else {
    const loose = [...after].filter(
      ([code, { kind }]) =>
        kind === 'part' && code !== group.code && isPlaced(groups, code) && !isPlaced(after, code),
    );
    if (loose.length > 0) {
      const codes = loose.map(([code]) => code).join(', ');
      found('/kind', `Så hører ${codes} ikke længere til en ydelsesgruppe. Flyt dem først.`);
    }
  }
  if (group.inPartition === true && group.parent === null) {
    found(
      '/inPartition',
      'Kun en gruppe under en anden kan høre til en opdeling. Vælg en overordnet gruppe.',
    );
  }
  if (group.kind !== 'benefit' && addressedBy.length > 0) {
    found(
      '/kind',
      `Tilbudsviften ${addressedBy.join(', ')} henvender sig til gruppen, og det kan den kun til ydelsesgrupper.`,
    );
  }
  return findings;
}

/** Whether a part has only parts above it up to its benefit group. */
function isPlaced(groups: ReadonlyMap<string, Placed>, code: string): boolean {
  const way = wayUp(groups, code);
  return (
    way !== 'circle' &&
    way.at(-1)?.kind === 'benefit' &&
    way.slice(0, -1).every(({ kind }) => kind === 'part')
  );
}

function wayUp(groups: ReadonlyMap<string, Placed>, code: string): Placed[] | 'circle' {
  const way: Placed[] = [];
  let current = groups.get(code);
  while (current) {
    if (way.includes(current)) return 'circle';
    way.push(current);
    current = current.parent === null ? undefined : groups.get(current.parent);
  }
  return way;
}
