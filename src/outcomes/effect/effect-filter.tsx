import type { Context } from 'hono';
import type { Env } from '../../shared/http/http.ts';
import type { Viewed } from '../../shared/page/page.tsx';
import { RuleBroken } from '../../shared/rule-broken.ts';
import type { Asked, FoundEffect, Outline } from './effect.query.ts';
import { partsOf, periodText, type Period } from '../period.ts';

/** What a page's address asks for: `maaling`, `periode`, `fra` and `omraade`; left empty is not asked for. */
export function askedOn(c: Context<Env>): Asked {
  const of = (name: string) => c.req.query(name) || undefined;
  return {
    measure: of('maaling'),
    period: periodAsked(of('periode')),
    base: periodAsked(of('fra')),
    area: of('omraade'),
  };
}

function periodAsked(text: string | undefined): Period | undefined {
  if (text === undefined || partsOf(text)) return text;
  const message = 'Skriv perioden som 2022Q4, 2022M11, 2022QMAT4, 2022YTD05 eller 2022.';
  throw new RuleBroken('invalid-input', message, { status: 400 });
}

/** The address of a page with the same choices. */
export function withAsked(path: string, { measure, period, base, area }: Asked): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ maaling: measure, periode: period, fra: base, omraade: area }))
    if (value) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** The same choices for the API. */
export function inApi(path: string, asked: Asked): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

type FilterProps = {
  path: string;
  viewed: Viewed;
  asked: Asked;
  outline: Outline;
  rows: readonly FoundEffect[];
};

/** Measure, period, base and area to compare with; works by address. */
export function EffectFilter({ path, viewed, asked, outline, rows }: FilterProps) {
  const periods = periodsOf(rows, asked);
  const measured = new Set([...outline.observed.values()].flatMap(codes => [...codes]));
  const isAsked = Object.values(asked).some(value => value !== undefined);
  return (
    <details class="filter d-print-none" open={isAsked}>
      <summary>Vælg måling, periode og sammenligning</summary>
      <form method="get" action={path}>
        {viewed.link('/') !== '/' && <input type="hidden" name="vifte" value={viewed.portfolio.code} />}
        <div class="fields">
          <Choice
            name="maaling"
            label="Måling"
            none="Den rette for hver gruppe"
            choices={outline.measures
              .filter(({ code }) => measured.has(code))
              .map(({ code, title }) => [code, title])}
            chosen={asked.measure}
          />
          <Choice
            name="periode"
            label="Periode"
            none="Den nyeste, der er færdig"
            choices={periods.map(period => [period, periodText(period)])}
            chosen={asked.period}
          />
          <Choice
            name="fra"
            label="Regnet fra"
            none="Op til tre år før"
            choices={periods.map(period => [period, periodText(period)])}
            chosen={asked.base}
          />
          <Choice
            name="omraade"
            label="Sammenlign med"
            none="Hele landet"
            choices={outline.areas
              .filter(({ code, kind }) => code !== outline.own?.code && kind !== 'country')
              .map(({ code, title }) => [code, title])}
            chosen={asked.area}
          />
        </div>
        <div class="button-group">
          <button type="submit" class="button button-primary">
            Vis
          </button>
          <a href={viewed.link(path)} class="button button-tertiary">
            Nulstil
          </a>
        </div>
      </form>
    </details>
  );
}

/** Every period anything shown is told for, and what is asked for, newest first. */
function periodsOf(rows: readonly FoundEffect[], { period, base }: Asked): Period[] {
  const told = rows.flatMap(({ facts }) => facts?.own.map(({ period }) => period) ?? []);
  const periods = [...told, period, base].filter(period => period !== undefined);
  return [...new Set(periods)].toSorted().toReversed();
}

function Choice(props: {
  name: string;
  label: string;
  none: string;
  choices: [value: string, text: string][];
  chosen: string | undefined;
}) {
  const { name, label, none, choices, chosen } = props;
  const all = chosen === undefined || choices.some(([value]) => value === chosen);
  return (
    <div class="form-group">
      <label class="form-label" for={`filter-${name}`}>
        {label}
      </label>
      <select class="form-select" id={`filter-${name}`} name={name}>
        <option value="">{none}</option>
        {!all && (
          <option value={chosen} selected>
            {chosen}
          </option>
        )}
        {choices.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
