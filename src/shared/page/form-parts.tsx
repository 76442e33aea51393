import type { Child } from 'hono/jsx';
import { Field, Rows, type Form } from './form-fields.tsx';
import { first, titleAt, type Typed } from './form.ts';
import { slug } from '../slug.ts';

export function Part({ title, children }: { title: string; children?: Child }) {
  return (
    <section class="part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function CodeField({ form }: { form: Form }) {
  return (
    <Field
      form={form}
      at="/code"
      optional
      hint="Står i adressen og kan ikke ændres siden. Lad feltet være tomt, så laves koden af navnet."
    />
  );
}

export function SourcesPart({ form }: { form: Form }) {
  return (
    <Part title={titleAt(form.schema, '/sources')}>
      <Rows
        form={form}
        at="/sources"
        one={titleAt(form.schema, '/sources/0')}
        add="Tilføj en kilde"
        row={at => (
          <>
            <Field form={form} at={`${at}/document`} />
            <Field form={form} at={`${at}/section`} />
          </>
        )}
      />
    </Part>
  );
}

/** The code may be left to the product, which makes it of the name. */
export function withCode(typed: Typed, name = '/name'): Typed {
  if (first(typed, '/code').trim() !== '') return typed;
  return new Map([...typed, ['/code', [slug(first(typed, name))]]]);
}

/** What a figure rests on: its basis and where it stands. */
export function BasisFields({ form, at }: { form: Form; at: string }) {
  return (
    <>
      <Field form={form} at={`${at}/basis`} />
      <Field
        form={form}
        at={`${at}/source/document`}
        hint="Kilden, når grundlaget ikke er en antagelse"
        optional
      />
      <Field form={form} at={`${at}/source/section`} />
    </>
  );
}
