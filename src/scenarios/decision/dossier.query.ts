import { byRevision } from '../../database/by-revision.ts';
import type { Database } from '../../database/database.ts';
import { ScenarioPresentation } from '../scenario.entity.ts';
import { checksumOf } from './presentation.verbs.ts';
import { Dossier } from './dossier.schema.ts';

/** What a presented or decided scenario was presented with; `holds` tells whether it still is what its checksum was made of. */
export type KeptDossier = { dossier: Dossier; checksum: string; holds: boolean };

/** The newest of each scenario of a vifte that has not been taken back, by scenario. */
export const dossiers = byRevision(
  async (database: Database, portfolio: string): Promise<ReadonlyMap<string, KeptDossier>> => {
    const presentations = await database.orm.em
      .fork()
      .find(
        ScenarioPresentation,
        { scenario: { portfolio: { code: portfolio } } },
        { populate: ['scenario', 'withdrawal', 'dossier'], orderBy: { presentedAt: 'asc' } },
      );
    return new Map(
      presentations
        .filter(({ withdrawal }) => !withdrawal)
        .map(({ scenario, dossier, checksum }) => [
          scenario.code,
          {
            dossier: Dossier.parse(dossier),
            checksum,
            holds: checksumOf(dossier ?? {}) === checksum,
          },
        ]),
    );
  },
);
