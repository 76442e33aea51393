import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import {
  isUnder,
  part,
  readForm,
  titleAt,
  typedFrom,
  units,
  withPart,
  withRow,
  withoutBlankRows,
  withoutRow,
  type Mistake,
  type Typed,
} from './form.ts';
import { DefaultButton, MistakeSummary, Said, type Choices, type Form } from './form-fields.tsx';
import type { Env } from '../http/http.ts';
import { Alert, answerPage } from './page.tsx';
import { problemOf } from '../http/problem.ts';
import { RuleBroken } from '../rule-broken.ts';

/** What one form edits and how: opened anew for each request, so that `stored` is what is stored now. */
export type Editor<Input> = {
  schema: z.ZodType<Input>;
  choices: Choices;
  /** What is stored, with its version; null when the form makes something new. */
  stored: { value: Input; version: string } | null;
  /** What stands in the form of something new. */
  blank?: Typed;
  /** Supplies what the form does not ask for. */
  supply?: (typed: Typed) => Typed;
  /** The whole page around the form. */
  page: (content: Child) => Child;
  fields: (form: Form) => Child;
  saveLabel: string;
  /** What has not happened where there are mistakes; without it, that nothing is saved. */
  undone?: string;
  cancel: string;
  /** Checks as saving would, and says what the change would mean. */
  preview?: (input: Input) => Child;
  /** Saves, throwing `RuleBroken` with findings where it cannot, and answers where to go. */
  save: (input: Input, version: string) => Promise<string>;
};

type Open<Input> = (em: EntityManager) => Promise<Editor<Input>>;

type Sent = {
  typed: Typed;
  action: string;
  version: string;
  base: string;
  choices: ReadonlyMap<string, string>;
};

/** The form as it stands before anybody has touched it. */
export async function showForm<Input>(c: Context<Env>, open: Open<Input>) {
  const editor = await open(c.var.em);
  return draw(c, editor, { typed: startingPoint(editor) });
}

/** Answers what a button of the form asks for. Whatever goes wrong, everything typed stands in the answer. */
export async function answerForm<Input>(c: Context<Env>, open: Open<Input>): Promise<Response> {
  const sent = await readSent(c);
  const editor = await open(c.var.em);
  const [action = '', target = ''] = sent.action.split(':');
  const typed = withoutBlankRows(editor.schema, sent.typed);
  switch (action) {
    case 'add': {
      const typed = withRow(editor.schema, sent.typed, target);
      const fresh = [...typed.keys()].findLast(
        pointer => isUnder(pointer, target) && !sent.typed.has(pointer),
      );
      return draw(c, editor, { ...sent, typed, fresh: fresh && rowOf(fresh, target) });
    }
    case 'remove': {
      const at = /^(.*)\/(\d+)$/.exec(target);
      const typed = at ? withoutRow(sent.typed, at[1] ?? '', Number(at[2])) : sent.typed;
      return draw(c, editor, { ...sent, typed });
    }
    case 'merge':
      return merge(c, editor, sent);
    case 'preview': {
      return attempt(c, editor, { ...sent, typed }, async input => {
        const preview = editor.preview?.(input);
        return draw(c, editor, { ...sent, typed, preview });
      });
    }
    default: {
      if (editor.stored && editor.stored.version !== sent.version)
        return drawConflict(c, editor, { ...sent, typed }, []);
      return attempt(
        c,
        editor,
        { ...sent, typed },
        async input => c.redirect(await editor.save(input, sent.version), 303),
        // Somebody was first between our reading and our writing: show what they wrote.
        async () => drawConflict(c, await open(c.var.database.orm.em.fork()), { ...sent, typed }, []),
      );
    }
  }
}

async function attempt<Input>(
  c: Context<Env>,
  editor: Editor<Input>,
  sent: Sent,
  run: (input: Input) => Promise<Response>,
  outrun?: () => Promise<Response>,
): Promise<Response> {
  const read = readForm(editor.schema, supplied(editor, sent.typed));
  if ('mistakes' in read) return draw(c, editor, { ...sent, mistakes: read.mistakes });
  try {
    return await run(read.value);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { problem, unexpected } = problemOf(error);
    if (unexpected || problem.status === 404) throw error;
    if (problem.status === 412 && outrun) return outrun();
    const mistakes =
      problem.findings.length > 0
        ? problem.findings.map(({ pointer = '', message }) => ({ pointer, message }))
        : [{ pointer: '', message: problem.detail }];
    return draw(c, editor, { ...sent, mistakes });
  }
}

function supplied<Input>({ supply }: Editor<Input>, typed: Typed): Typed {
  return supply ? supply(typed) : typed;
}

async function readSent(c: Context<Env>): Promise<Sent> {
  const body = await c.req.parseBody({ all: true }).catch(() => {
    throw new RuleBroken('invalid-form', 'Formularen kunne ikke læses. Gå tilbage, og send den igen.', {
      status: 400,
    });
  });
  const texts = Object.entries(body).map(([name, value]) => {
    const values = [value].flat().filter(one => typeof one === 'string');
    return [name, values.map(one => one.replaceAll('\r\n', '\n'))] as const;
  });
  const named = (name: string) => texts.find(([key]) => key === name)?.[1][0] ?? '';
  return {
    typed: new Map(texts.filter(([name]) => name.startsWith('/'))),
    action: named('action'),
    version: named('version'),
    base: named('base'),
    choices: new Map(
      texts
        .filter(([name]) => name.startsWith('choose:'))
        .map(([name, [value = '']]) => [name.slice('choose:'.length), value]),
    ),
  };
}

function startingPoint<Input>({ schema, stored, blank = new Map() }: Editor<Input>): Typed {
  return stored ? typedFrom(schema, stored.value) : blank;
}

type Drawn = {
  typed: Typed;
  mistakes?: Mistake[];
  fresh?: string | undefined;
  preview?: Child;
  notice?: Child;
  version?: string;
  base?: string;
};

function draw<Input>(c: Context<Env>, editor: Editor<Input>, drawn: Drawn) {
  const { schema, choices, stored } = editor;
  const form: Form = {
    schema,
    choices,
    typed: drawn.typed,
    mistakes: drawn.mistakes ?? [],
    fresh: drawn.fresh,
  };
  const untouched = drawn.version === undefined;
  return answerPage(
    c,
    editor.page(
      <form method="post" novalidate class="edit" data-unsaved={String(!untouched)}>
        <DefaultButton />
        {stored && <input type="hidden" name="version" value={drawn.version ?? stored.version} />}
        {stored && (
          <input
            type="hidden"
            name="base"
            value={drawn.base ?? fingerprints(schema, startingPoint(editor))}
          />
        )}
        <MistakeSummary form={form} undone={editor.undone} />
        {drawn.notice}
        {editor.fields(form)}
        {drawn.preview && (
          <div class="preview" id="betydning" tabindex={-1} autofocus>
            {drawn.preview}
          </div>
        )}
        <div class="button-group">
          <button type="submit" name="action" value="save" class="button button-primary">
            {editor.saveLabel}
          </button>
          {editor.preview && (
            <button type="submit" name="action" value="preview" class="button button-secondary">
              Se hvad det betyder
            </button>
          )}
          <a href={editor.cancel} class="button button-tertiary">
            Annullér
          </a>
        </div>
      </form>,
    ),
    form.mistakes.length > 0 ? 422 : 200,
  );
}

/** Both versions beside each other where they differ; who changed what decides which is chosen beforehand. */
function drawConflict<Input>(c: Context<Env>, editor: Editor<Input>, sent: Sent, missing: string[]) {
  const { schema, choices } = editor;
  const theirs: Form = { schema, choices, typed: startingPoint(editor), mistakes: [] };
  const yours: Form = { schema, choices, typed: sent.typed, mistakes: [] };
  const differing = differences(schema, supplied(editor, yours.typed), theirs.typed);
  return answerPage(
    c,
    editor.page(
      <form method="post" novalidate class="edit" data-unsaved="true">
        <DefaultButton action="merge" />
        <input type="hidden" name="version" value={editor.stored?.version ?? ''} />
        <input type="hidden" name="base" value={sent.base} />
        {[...sent.typed].flatMap(([pointer, values]) =>
          values.map(value => <input type="hidden" name={pointer} value={value} />),
        )}
        <Alert variant="warning" heading="En anden har gemt ændringer, mens du skrev">
          <p>
            Dit er ikke gemt endnu.{' '}
            {differing.length === 0 ? 'De to udgaver er ens.' : 'Her er det, der er forskelligt.'} Vælg, hvad
            der skal gælde; bagefter kan du rette videre og gemme.
          </p>
        </Alert>
        {missing.length > 0 && (
          <Alert variant="error" heading="Vælg en udgave">
            <ul>
              {missing.map(unit => (
                <li>
                  <a href={`#valg${unit.replaceAll('/', '-')}`}>{unitTitle(schema, unit)}</a>
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {differing.map(unit => {
          const chosen =
            sent.choices.get(unit) ?? beforehand(schema, sent.base, unit, yours.typed, theirs.typed);
          return (
            <fieldset class="versions" id={`valg${unit.replaceAll('/', '-')}`} tabindex={-1}>
              <legend class="form-label">{unitTitle(schema, unit)}</legend>
              <Version unit={unit} value="yours" label="Din udgave" form={yours} chosen={chosen} />
              <Version unit={unit} value="stored" label="Den gemte udgave" form={theirs} chosen={chosen} />
            </fieldset>
          );
        })}
        <div class="button-group">
          <button type="submit" name="action" value="merge" class="button button-primary">
            Fortsæt med det valgte
          </button>
          <a href={editor.cancel} class="button button-tertiary">
            Behold den gemte udgave
          </a>
        </div>
      </form>,
    ),
    412,
  );
}

function Version(props: {
  unit: string;
  value: string;
  label: string;
  form: Form;
  chosen: string | undefined;
}) {
  const { unit, value, label, form, chosen } = props;
  const id = `valg${unit.replaceAll('/', '-')}-${value}`;
  return (
    <div class="form-group-radio version">
      <input
        type="radio"
        class="form-radio"
        id={id}
        name={`choose:${unit}`}
        value={value}
        checked={chosen === value}
        aria-describedby={`${id}-indhold`}
      />
      <label for={id}>{label}</label>
      <div id={`${id}-indhold`} class="version-content">
        <Said form={form} at={unit} />
      </div>
    </div>
  );
}

function merge<Input>(c: Context<Env>, editor: Editor<Input>, sent: Sent) {
  const { schema, stored } = editor;
  const theirs = startingPoint(editor);
  const differing = differences(schema, supplied(editor, sent.typed), theirs);
  const missing = differing.filter(unit => !sent.choices.has(unit));
  if (missing.length > 0 || stored?.version !== sent.version) return drawConflict(c, editor, sent, missing);
  const typed = differing
    .filter(unit => sent.choices.get(unit) === 'stored')
    .reduce((typed, unit) => withPart(typed, unit, theirs), sent.typed);
  return draw(c, editor, {
    typed,
    version: sent.version,
    base: fingerprints(schema, theirs),
    notice: (
      <Alert variant="info" heading="Det valgte er sat ind">
        <p>Se det igennem, og gem.</p>
      </Alert>
    ),
  });
}

function differences(schema: z.ZodType, yours: Typed, theirs: Typed): string[] {
  return units(schema).filter(unit => canonical(yours, unit) !== canonical(theirs, unit));
}

/** The version changed by one side only; nothing where both changed it. */
function beforehand(schema: z.ZodType, base: string, unit: string, yours: Typed, theirs: Typed) {
  const original = base.split(' ')[units(schema).indexOf(unit)];
  if (original === fingerprint(yours, unit)) return 'stored';
  return original === fingerprint(theirs, unit) ? 'yours' : undefined;
}

/** A short print of each unit, in order, so that a form can say what it started from without carrying it all. */
function fingerprints(schema: z.ZodType, typed: Typed): string {
  return units(schema)
    .map(unit => fingerprint(typed, unit))
    .join(' ');
}

function fingerprint(typed: Typed, unit: string): string {
  return createHash('sha256').update(canonical(typed, unit)).digest('hex').slice(0, 12);
}

/** What a unit says, whatever the order of boxes; a box not ticked and a field left blank say nothing. */
function canonical(typed: Typed, unit: string): string {
  const said = [...part(typed, unit)]
    .map(
      ([pointer, values]) =>
        [pointer, values.filter(value => value !== '' && value !== 'false').toSorted()] as const,
    )
    .filter(([, values]) => values.length > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(said);
}

function unitTitle(schema: z.ZodType, unit: string): string {
  const above = unit.slice(0, unit.lastIndexOf('/'));
  const titles = [above && titleAt(schema, above), titleAt(schema, unit)];
  return titles.filter(Boolean).join(', ');
}

function rowOf(pointer: string, list: string): string {
  return `${list}/${pointer.slice(list.length + 1).split('/')[0] ?? ''}`;
}
