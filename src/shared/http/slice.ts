import type { Options } from '@mikro-orm/core';
import type { Hono } from 'hono';
import type { Schema } from 'hono/types';
import type { Env, router } from './http.ts';

type Operations = ReturnType<typeof router>;
type Pages = Hono<Env, Schema, string>;

/** What a slice of the product mounts; the app is a list of them. `Needs` is what it is handed when the app is made. */
export type Slice<Needs = unknown> = {
  /** What it keeps in the database. */
  entities?: NonNullable<Options['entities']>;
  /** What each tag of its operations is about. */
  tags?: readonly (readonly [name: string, about: string])[];
  /** Answers before anything else sees the request. */
  first?: readonly Pages[];
  /** Operations whose answers are kept for each revision: they need no unit of work. */
  kept?: readonly Operations[];
  /** Operations, under `/api`. */
  api?: readonly Operations[];
  pages?: (needs: Needs) => readonly Pages[];
};
