import { randers } from '../fixtures/randers-2024-2025/index.ts';
import { loadFixture } from '../src/load-fixture.ts';
import type { World } from './world.ts';

/** Randers as it is after the first start. */
export const randersWorld: World = {
  name: 'randers',
  lay: database => loadFixture(database.orm.em, randers),
};
