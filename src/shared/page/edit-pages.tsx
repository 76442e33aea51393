import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Env, router } from '../http/http.ts';
import { answerForm, showForm } from './form-page.tsx';
import { Page } from './page.tsx';

/** A page with its heading, around a form. */
export function underHeading(page: Parameters<typeof Page>[0], heading = page.title) {
  return (content: Child) => (
    <Page {...page}>
      <h1>{heading}</h1>
      {content}
    </Page>
  );
}

/** A form at one address: read there and sent there. `answering` is handed the way of answering, for each in turn. */
export function formAt(
  pages: ReturnType<typeof router>,
  path: string,
  answering: (answer: typeof showForm) => (c: Context<Env>) => Response | Promise<Response>,
): void {
  pages.get(path, answering(showForm)).post(path, answering(answerForm));
}

/** Asks before something is deleted; `version` is the one that was looked at. Without `button` it cannot be deleted now. */
export function DeleteForm(props: { version: string; button?: string | false; keep: string; kept?: string }) {
  const { version, button, keep, kept = 'Behold den' } = props;
  return (
    <form method="post">
      <input type="hidden" name="version" value={version} />
      <div class="button-group">
        {button && (
          <button type="submit" class="button button-warning">
            {button}
          </button>
        )}
        <a href={keep} class="button button-tertiary">
          {kept}
        </a>
      </div>
    </form>
  );
}

/** The version that the form of deletion was sent with. */
export async function sentVersion(c: Context<Env>): Promise<string> {
  const { version } = await c.req.parseBody();
  return typeof version === 'string' ? version : '';
}
