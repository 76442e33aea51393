import { defineEntity, p } from '@mikro-orm/core';

/** That a fixture was loaded once and belongs to the people now: whatever they change or delete stays so. */
const LoadedFixtureSchema = defineEntity({
  name: 'LoadedFixture',
  properties: {
    name: p.string().primary(),
    checksum: p.string().length(64), // SHA-256 of what was loaded, in hex
    loadedAt: p.datetime().defaultRaw('now()'),
  },
});

export class LoadedFixture extends LoadedFixtureSchema.class {}
LoadedFixtureSchema.setClass(LoadedFixture);
