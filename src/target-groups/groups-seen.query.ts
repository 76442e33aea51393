import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Env } from '../shared/http/http.ts';
import type { Viewed } from '../shared/page/page.tsx';
import type { Finding } from '../shared/rule-broken.ts';
import type { TargetGroup } from './target-group.entity.ts';
import type { CountBasis, TargetGroupView } from './target-group.schema.ts';

/** The target groups with what a vifte says of them. */
export type GroupsSeen = {
  groups: TargetGroupView[];
  /** How the vifte counts. */
  countBasis: CountBasis;
  /** The persons in each group the vifte addresses, and in all of them; null where they are unknown. */
  addressed: { groups: ReadonlyMap<string, number | null>; all: number | null };
  /** How many offers serve the group or a part of it. */
  offersOf: (group: string) => number;
  Offers: (props: { group: string }) => Child;
};

/** Answers a page with what the looked-at vifte says of the groups. */
export type SeeingGroups = (
  page: (c: Context<Env>, viewed: Viewed, seen: GroupsSeen) => Response | Promise<Response>,
) => (c: Context<Env>) => Promise<Response>;

/** Who uses a group; vifter and offers stand above the groups, so they are handed in. */
export type UsesOfGroup = {
  /** The codes of the vifter that address it. */
  addressedBy: (em: EntityManager, group: TargetGroup) => Promise<string[]>;
  /** What the offers and vifter that use it are called. */
  names: (em: EntityManager, group: TargetGroup) => Promise<string[]>;
  /** What is wrong with names, by JSON pointer, that are about an offer or a course: a group is never the people of one. */
  offersIn: (em: EntityManager, named: Readonly<Record<string, string>>) => Promise<Finding[]>;
};
