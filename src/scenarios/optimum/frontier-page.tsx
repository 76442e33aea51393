import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Env } from '../../shared/http/http.ts';
import { Page, type Viewed } from '../../shared/page/page.tsx';

export const at = '/scenarier/graense';

export function FrontierPage(props: {
  c: Context<Env>;
  viewed: Viewed;
  title: string;
  isTop?: boolean;
  above?: { href: string; text: string }[];
  children?: Child;
}) {
  const { c, viewed, title, isTop = false, above = [], children } = props;
  const { link } = viewed;
  return (
    <Page
      c={c}
      title={title}
      section="/scenarier"
      viewed={viewed}
      above={[
        { href: link('/scenarier'), text: 'Scenarier' },
        ...(isTop ? [] : above.length > 0 ? above : [{ href: link(at), text: 'Grænsen' }]),
      ]}
    >
      <div class="frontier">{children}</div>
    </Page>
  );
}
