import { z } from '@hono/zod-openapi';
import type { Child } from 'hono/jsx';
import {
  descriptionAt,
  first,
  isOptional,
  isUnder,
  rowCount,
  schemaAt,
  titleAt,
  type Mistake,
  type Typed,
} from './form.ts';
import { Icon } from './page.tsx';

/** The Danish words for the values of fields, by pointer with `*` for the place in a list. */
export type Choices = Record<string, Record<string, string>>;

/** A form as it is shown: its fields by schema, what stands in them and what is wrong. `fresh` is the row just added. */
export type Form = {
  schema: z.ZodType;
  choices: Choices;
  typed: Typed;
  mistakes: readonly Mistake[];
  fresh?: string | undefined;
};

type FieldProps = {
  form: Form;
  at: string;
  /** Said under the label; the schema's description where nothing is given. */
  hint?: string;
  suffix?: string;
  /** May be left blank though the schema asks for it, because the form supplies it. */
  optional?: boolean;
};

/** One field drawn as its schema says: choice, date, amount, number, text on one line or more, or a box to tick. */
export function Field({ form, at, hint = descriptionAt(form.schema, at), suffix, optional }: FieldProps) {
  const schema = schemaAt(form.schema, at);
  const choices = form.choices[pattern(at)];
  if (schema instanceof z.ZodBoolean) return <Box form={form} at={at} hint={hint} />;
  const [mistake] = mistakesAt(form, at);
  const control = {
    id: idOf(at),
    name: at,
    'aria-invalid': mistake && ('true' as const),
    'aria-describedby': describedBy(at, hint, mistake),
    autofocus: form.fresh !== undefined && isUnder(at, form.fresh) && isFirstIn(form, at),
  };
  const value = first(form.typed, at);
  return (
    <div class={`form-group ${mistake ? 'form-error' : ''}`}>
      <label class="form-label" for={idOf(at)}>
        {titleAt(form.schema, at)}
        {(optional ?? isOptional(form.schema, at)) && <span class="weight-normal"> (frivilligt)</span>}
      </label>
      <Hint at={at} hint={hint} />
      <Mistakes form={form} at={at} />
      {choices ? (
        <select class="form-select" {...control}>
          <option value="">{isOptional(form.schema, at) ? 'Ingen' : 'Vælg'}</option>
          {Object.entries(choices).map(([key, label]) => (
            <option value={key} selected={key === value}>
              {label}
            </option>
          ))}
          {value !== '' && !(value in choices) && (
            <option value={value} selected>
              {value}
            </option>
          )}
        </select>
      ) : isLong(schema) ? (
        <textarea class="form-input" rows={3} {...control}>
          {`\n${value}`}
        </textarea>
      ) : (
        <div class={suffix ? 'form-input-wrapper form-input-wrapper--suffix' : 'form-input-plain'}>
          <input
            class={`form-input ${schema instanceof z.ZodNumber ? 'form-input-number' : ''}`}
            {...typeOf(schema, at)}
            value={value}
            {...control}
          />
          {suffix && (
            <div class="form-input-suffix" aria-hidden="true">
              {suffix}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function Box({ form, at, hint }: { form: Form; at: string; hint: string | undefined }) {
  return (
    <div class="form-group-checkbox">
      <input
        type="checkbox"
        class="form-checkbox"
        id={idOf(at)}
        name={at}
        value="true"
        checked={first(form.typed, at) === 'true'}
        aria-describedby={describedBy(at, hint, undefined)}
      />
      <label for={idOf(at)}>{titleAt(form.schema, at)}</label>
      <Hint at={at} hint={hint} />
    </div>
  );
}

/** A list of codes as boxes to tick, in groups with a heading where `groups` gives some. */
export function Boxes(props: {
  form: Form;
  at: string;
  hint?: string;
  groups?: { heading: string; keys: string[] }[];
}) {
  const { form, at, hint = descriptionAt(form.schema, at), groups } = props;
  const choices = form.choices[pattern(at)] ?? {};
  const ticked = new Set(form.typed.get(at));
  const unknown = [...ticked].filter(key => key !== '' && !(key in choices));
  const [mistake] = mistakesUnder(form, at);
  const box = (key: string, label: string) => (
    <li class="form-group-checkbox">
      <input
        type="checkbox"
        class="form-checkbox"
        id={`${idOf(at)}-${key}`}
        name={at}
        value={key}
        checked={ticked.has(key)}
      />
      <label for={`${idOf(at)}-${key}`}>{label}</label>
    </li>
  );
  return (
    <div class={`form-group ${mistake ? 'form-error' : ''}`}>
      <fieldset id={idOf(at)} tabindex={-1} aria-describedby={describedBy(at, hint, mistake)}>
        <legend class="form-label">{titleAt(form.schema, at)}</legend>
        <Hint at={at} hint={hint} />
        {mistake && <Mistakes form={form} at={at} under />}
        {(groups ?? [{ heading: '', keys: Object.keys(choices) }]).map(({ heading, keys }) => (
          <div role={heading === '' ? undefined : 'group'} aria-label={heading || undefined}>
            {heading !== '' && <p class="boxes-heading">{heading}</p>}
            <ul class="boxes">{keys.map(key => box(key, choices[key] ?? key))}</ul>
          </div>
        ))}
        {unknown.length > 0 && <ul class="boxes">{unknown.map(key => box(key, key))}</ul>}
      </fieldset>
    </div>
  );
}

/** A list of rows, each removed by its own button and added by one below; both are submit buttons and need no script. */
export function Rows(props: {
  form: Form;
  at: string;
  /** What one row is called, and the button that adds one. */
  one: string;
  add: string;
  hint?: string;
  row: (at: string) => Child;
}) {
  const { form, at, one, add, row } = props;
  const hint = props.hint ?? descriptionAt(form.schema, at);
  const places = Array.from({ length: rowCount(form.typed, at) }, (_, place) => place);
  return (
    <div class="rows" id={idOf(at)} tabindex={-1}>
      {hint && <p class="form-hint">{hint}</p>}
      <Mistakes form={form} at={at} />
      {places.map(place => (
        <fieldset class="row-of-fields" id={idOf(`${at}/${place}`)} tabindex={-1}>
          <legend class="form-label">
            {one} {place + 1}
          </legend>
          <Mistakes form={form} at={`${at}/${place}`} />
          <div class="fields">{row(`${at}/${place}`)}</div>
          <button type="submit" class="function-link" name="action" value={`remove:${at}/${place}`}>
            <Icon name="delete" />
            Fjern {one.toLowerCase()} {place + 1}
          </button>
        </fieldset>
      ))}
      <button type="submit" class="button button-secondary" name="action" value={`add:${at}`}>
        <Icon name="plus" />
        {add}
      </button>
    </div>
  );
}

/** All mistakes with links to their fields; it takes the focus, so that it is the first thing read. */
export function MistakeSummary({
  form,
  undone = 'Det er ikke gemt',
}: {
  form: Form;
  undone?: string | undefined;
}) {
  if (form.mistakes.length === 0) return null;
  const heading = `${undone}: ret ${form.mistakes.length === 1 ? 'én' : form.mistakes.length} fejl`;
  return (
    <div class="alert alert-error" role="alert" tabindex={-1} autofocus>
      <Icon name="error" classes="alert-icon" />
      <div class="alert-body">
        <h2 class="alert-heading">{heading}</h2>
        <ul class="mistakes">
          {form.mistakes.map(({ pointer, message }) => (
            <li>
              {pointer === '' ? (
                message
              ) : (
                <a href={`#${targetOf(form, pointer)}`}>
                  {placeOf(form, pointer)}: {message}
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** What Enter in a field does: the first button of a form is its default, and that must not be one that removes a row. */
export function DefaultButton({ action = 'save' }: { action?: string }) {
  return (
    <button type="submit" name="action" value={action} class="sr-only" tabindex={-1} aria-hidden="true" />
  );
}

/** What stands at or under a pointer, said in words: for comparing two versions of a form. */
export function Said({ form, at }: { form: Form; at: string }) {
  const rows = rowCount(form.typed, at);
  if (rows > 0) {
    return (
      <ol class="said-rows">
        {Array.from({ length: rows }, (_, place) => (
          <li>
            {[...form.typed]
              .filter(([pointer, values]) => isUnder(pointer, `${at}/${place}`) && values.some(Boolean))
              .map(([pointer, values]) => `${titleAt(form.schema, pointer)}: ${said(form, pointer, values)}`)
              .join(' · ')}
          </li>
        ))}
      </ol>
    );
  }
  const fields = [...form.typed].filter(([pointer, values]) => isUnder(pointer, at) && values.some(Boolean));
  if (fields.length === 0) return <em>tom</em>;
  return <>{fields.map(([pointer, values]) => said(form, pointer, values)).join(' · ')}</>;
}

function said(form: Form, pointer: string, values: readonly string[]): string {
  const words =
    schemaAt(form.schema, pointer) instanceof z.ZodBoolean ? { true: 'Ja', false: 'Nej' } : undefined;
  const choices: Record<string, string> = words ?? form.choices[pattern(pointer)] ?? {};
  return values.map(value => choices[value] ?? value).join(', ');
}

function idOf(at: string): string {
  return `felt${at.replaceAll('/', '-')}`;
}

function Hint({ at, hint }: { at: string; hint: string | undefined }) {
  return hint ? (
    <span class="form-hint" id={`${idOf(at)}-hint`}>
      {hint}
    </span>
  ) : null;
}

function Mistakes({ form, at, under = false }: { form: Form; at: string; under?: boolean }) {
  const mistakes = under ? mistakesUnder(form, at) : mistakesAt(form, at);
  if (mistakes.length === 0) return null;
  return (
    <span class="form-error-message" id={`${idOf(at)}-error`}>
      <span class="sr-only">Fejl: </span>
      {mistakes.map(({ message }) => message).join(' ')}
    </span>
  );
}

function mistakesAt(form: Form, at: string): Mistake[] {
  return form.mistakes.filter(({ pointer }) => pointer === at);
}

function mistakesUnder(form: Form, at: string): Mistake[] {
  return form.mistakes.filter(({ pointer }) => isUnder(pointer, at));
}

function describedBy(at: string, hint: string | undefined, mistake: Mistake | undefined) {
  const ids = [hint && `${idOf(at)}-hint`, mistake && `${idOf(at)}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** The id to jump to: a place in a list of boxes has none of its own, the list has. */
function targetOf(form: Form, pointer: string): string {
  return idOf(form.typed.has(pointer) ? pointer : pointer.replace(/\/\d+$/, ''));
}

/** `Prislinje 1, Uger`: where in the form something is. */
function placeOf(form: Form, pointer: string): string {
  const parts = pointer.split('/').slice(1);
  const titles = parts.flatMap((part, i) => {
    const title = titleAt(form.schema, `/${parts.slice(0, i + 1).join('/')}`);
    if (/^\d+$/.test(part))
      return title === '' || i === parts.length - 1 ? [] : [`${title} ${Number(part) + 1}`];
    return /^\d+$/.test(parts[i + 1] ?? '') && i + 2 < parts.length ? [] : [title];
  });
  return titles.filter(Boolean).join(', ');
}

function pattern(at: string): string {
  return at.replace(/\/\d+(?=\/|$)/g, '/*');
}

function isFirstIn(form: Form, at: string): boolean {
  return [...form.typed.keys()].find(pointer => isUnder(pointer, form.fresh ?? '')) === at;
}

function isLong(schema: z.core.$ZodType): boolean {
  const most = z.globalRegistry.get(schema)?.['maxLength'];
  return schema instanceof z.ZodString && typeof most === 'number' && most > 400;
}

function typeOf(schema: z.core.$ZodType, at: string) {
  if (schema instanceof z.ZodISODate) return { type: 'date' };
  if (schema instanceof z.ZodNumber)
    return { type: 'text', inputmode: at.endsWith('Oere') ? ('decimal' as const) : ('numeric' as const) };
  return { type: 'text', inputmode: schema instanceof z.ZodURL ? ('url' as const) : undefined };
}
