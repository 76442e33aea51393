import type { Child } from 'hono/jsx';
import { formatDay } from '../../shared/days/day.ts';
import { Boxes, Field, Rows, type Form } from '../../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { titleAt, typedFrom, type Typed } from '../../shared/page/form.ts';
import { router } from '../../shared/http/http.ts';
import { Alert, answerPage, PrintButton } from '../../shared/page/page.tsx';
import { rememberSaved } from '../../shared/page/saved.ts';
import { basisLabels } from '../../shared/source.schema.ts';
import { planDifference, type PlanDifference } from '../timeline/plan-difference.ts';
import { proposedPlan } from './proposed-plan.ts';
import { TenderPage } from '../tender-parts.tsx';
import { seeing, type Seen } from '../tender-seen.query.ts';
import { answer, movedText, shortDay, spanText } from '../tender-wording.ts';
import { NewPlan, ownerLabels, phaseKindLabels, PlannedPhase } from '../tender.schema.ts';
import { addPlan } from './plan.verbs.ts';
import { timeline } from '../timeline/timeline.ts';
import { approvedOn, baselineOn, planOn, type KeptPlan } from '../whole-tender.ts';

export const planPages = router();

planPages.get(
  '/udbud/:tender/planer',
  seeing(seen => {
    const { c, whole, today, link, situation } = seen;
    const known = whole.plans.filter(({ madeOn }) => madeOn <= today);
    const newest = planOn(whole, today);
    const approved = baselineOn(whole, today) ?? known[0] ?? newest;
    const from = planNamed(c.req.query('fra'), known) ?? approved;
    const to = planNamed(c.req.query('til'), known) ?? newest;
    return answerPage(
      c,
      <TenderPage seen={seen} title="Planer" path="/planer">
        <div class="page-top">
          <h1>Planer</h1>
          <PrintButton />
        </div>
        <p class="font-lead answer">{plansAnswer(from, to, seen)}</p>
        <p class="actions d-print-none">
          <a href={link('/planer/ny')} class="button button-primary">
            Læg en ny plan
          </a>
        </p>
        {known.length > 1 && (
          <form method="get" action={`/udbud/${whole.tender.code}/planer`} class="seen-from d-print-none">
            <input type="hidden" name="vifte" value={seen.viewed.portfolio.code} />
            {seen.isAsked && <input type="hidden" name="today" value={today} />}
            <PlanChoice id="fra" label="Sammenlign" plans={known} chosen={from} seen={seen} />
            <PlanChoice id="til" label="med" plans={known} chosen={to} seen={seen} />
            <button type="submit" class="button button-secondary">
              Sammenlign
            </button>
          </form>
        )}
        {from !== to && (
          <Comparison
            seen={seen}
            from={from}
            to={to}
            difference={planDifference(from, to, situation.calendar.closingDays)}
          />
        )}
        <section aria-labelledby="versions">
          <h2 id="versions">Alle planer</h2>
          {known.toReversed().map(plan => (
            <Version seen={seen} plan={plan} />
          ))}
        </section>
      </TenderPage>,
    );
  }),
);

function planNamed(number: string | undefined, plans: readonly KeptPlan[]): KeptPlan | undefined {
  return plans.find(plan => String(plan.number) === number);
}

function plansAnswer(from: KeptPlan, to: KeptPlan, seen: Seen): string {
  if (from === to) {
    const approved = approvedOn(to, seen.today);
    return `Plan ${to.number} gælder${approved === null ? '; udvalget har ikke godkendt den' : `, godkendt af udvalget ${formatDay(approved)}`}.`;
  }
  const { phases } = planDifference(from, to, seen.situation.calendar.closingDays);
  const moved = phases.filter(phase => phase.change === 'kept' && phase.to.workingDays !== 0).length;
  const added = phases.filter(({ change }) => change === 'added').length;
  const removed = phases.filter(({ change }) => change === 'removed').length;
  const changes = [
    moved > 0 ? `${moved} ${moved === 1 ? 'fase slutter' : 'faser slutter'} en anden dag` : '',
    added > 0 ? `${added} ${added === 1 ? 'fase er' : 'faser er'} ny` : '',
    removed > 0 ? `${removed} ${removed === 1 ? 'fase er' : 'faser er'} væk` : '',
  ].filter(Boolean);
  return `Fra ${planName(from, seen)} til ${planName(to, seen)}: ${changes.length === 0 ? 'ingen fase slutter en anden dag' : changes.join(', ')}.`;
}

function planName(plan: KeptPlan, { today }: Seen): string {
  const approved = approvedOn(plan, today);
  return `plan ${plan.number} (${approved === null ? `lagt ${formatDay(plan.madeOn)}` : `godkendt ${formatDay(approved)}`})`;
}

function PlanChoice(props: {
  id: string;
  label: string;
  plans: readonly KeptPlan[];
  chosen: KeptPlan;
  seen: Seen;
}) {
  const { id, label, plans, chosen, seen } = props;
  return (
    <>
      <label class="form-label" for={id}>
        {label}
      </label>
      <select class="form-select" id={id} name={id}>
        {plans.map(plan => (
          <option value={String(plan.number)} selected={plan === chosen}>
            {planName(plan, seen)}
          </option>
        ))}
      </select>
    </>
  );
}

type ComparisonProps = { seen: Seen; from: KeptPlan; to: KeptPlan; difference: PlanDifference };

function Comparison({ seen, from, to, difference }: ComparisonProps) {
  const { today } = seen;
  const { contractStart, phases } = difference;
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison">
        Plan {from.number} og plan {to.number} side om side
      </h2>
      <table class="table table--compact table-md-responsive-headers">
        <caption class="sr-only">Faserne i de to planer og forskellen i arbejdsdage</caption>
        <thead>
          <tr>
            <th scope="col">Fase</th>
            <th scope="col">Plan {from.number}</th>
            <th scope="col">Plan {to.number}</th>
            <th scope="col">Slutter</th>
          </tr>
        </thead>
        <tbody>
          {phases.map(phase => {
            const before = 'before' in phase ? phase.before : null;
            const after = 'after' in phase ? phase.after : null;
            return (
              <tr>
                <th scope="row">
                  {phase.phase} {(after ?? before)?.title}
                </th>
                <td data-title={`Plan ${from.number}`}>
                  {before === null ? 'findes ikke' : spanText(before.plannedFrom, before.plannedTo, today)}
                </td>
                <td data-title={`Plan ${to.number}`}>
                  {after === null ? 'findes ikke' : spanText(after.plannedFrom, after.plannedTo, today)}
                </td>
                <td data-title="Slutter">
                  <span>
                    {phase.change === 'added' ? (
                      'ny fase'
                    ) : phase.change === 'removed' ? (
                      'fasen er væk'
                    ) : (
                      <>
                        <strong>{movedText(phase.to.workingDays)}</strong>
                        {phase.changed.length > 0 && (
                          <span class="below">
                            også ændret:{' '}
                            {phase.changed
                              .map(field => titleAt(PlannedPhase, `/${field}`).toLowerCase())
                              .join(', ')}
                          </span>
                        )}
                      </>
                    )}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{titleAt(NewPlan, '/contractStart')}</th>
            <td data-title={`Plan ${from.number}`}>{formatDay(from.contractStart)}</td>
            <td data-title={`Plan ${to.number}`}>{formatDay(to.contractStart)}</td>
            <td data-title="Starter">{movedText(contractStart.workingDays)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Version({ seen, plan }: { seen: Seen; plan: KeptPlan }) {
  const { today } = seen;
  const approved = approvedOn(plan, today);
  return (
    <article>
      <h3>Plan {plan.number}</h3>
      <p>
        Lagt {formatDay(plan.madeOn)},{' '}
        {approved === null ? 'ikke godkendt af udvalget' : `godkendt af udvalget ${formatDay(approved)}`}.
        Kontraktstart {shortDay(plan.contractStart, today)}.
      </p>
      <p>{plan.reason}</p>
    </article>
  );
}

planPages.get(
  '/udbud/:tender/planer/ny',
  seeing(seen => showForm(seen.c, async () => newPlan(seen))),
);
planPages.post(
  '/udbud/:tender/planer/ny',
  seeing(seen => answerForm(seen.c, async () => newPlan(seen))),
);

function newPlan(seen: Seen): Editor<NewPlan> {
  const { c, whole, link, recordedOn, situation } = seen;
  const newest = planOn(whole, seen.today);
  const fromForecast = c.req.query('fra') !== 'plan';
  const proposed = proposedPlan(newest, fromForecast ? seen.timeline : null, whole.meetings, recordedOn);
  return {
    schema: NewPlan,
    choices: planChoices(seen, newest),
    stored: null,
    blank: withoutSources(typedFrom(NewPlan, proposed)),
    supply: typed => withSources(typed, newest),
    page: content => (
      <TenderPage seen={seen} title="Ny plan" path="/planer/ny">
        <h1>Læg en ny plan</h1>
        <p class="answer">
          Formularen begynder med{' '}
          {fromForecast ? 'det, der ventes at ske' : `plan ${newest.number}, som den er`}.{' '}
          <a href={link(fromForecast ? '/planer/ny?fra=plan' : '/planer/ny')}>
            {fromForecast
              ? `Begynd med plan ${newest.number} i stedet`
              : 'Begynd med det forventede i stedet'}
          </a>
          . Tidligere planer bliver stående.
        </p>
        {content}
      </TenderPage>
    ),
    fields: form => <PlanFields form={form} />,
    preview: input => {
      const laid = timeline({ ...situation, plan: input });
      return (
        <Alert variant="info" heading="Det betyder planen">
          <p>{answer(laid)}</p>
          {laid.notices
            .filter(({ rule }) => !rule.startsWith('contract-start'))
            .map(({ message }) => (
              <p>{message}</p>
            ))}
        </Alert>
      );
    },
    saveLabel: 'Gem den nye plan',
    cancel: link('/planer'),
    save: async input => {
      const { number } = await addPlan(c.var.em, whole.tender.code, input, recordedOn);
      rememberSaved(c, { what: `Plan ${number} er gemt.` });
      return link(`/planer?fra=${(baselineOn(whole, seen.today) ?? newest).number}&til=${number}`);
    },
  };
}

function planChoices({ whole }: Seen, newest: KeptPlan) {
  const numbers = newest.phases.map(({ number }) => number);
  const next = Math.max(...numbers) + 1;
  return {
    '/phases/*/owner': ownerLabels,
    '/phases/*/kind': phaseKindLabels,
    '/phases/*/predecessors': Object.fromEntries(
      [...numbers, next, next + 1].map(number => [String(number), `fase ${number}`]),
    ),
    '/phases/*/meeting': Object.fromEntries(
      whole.meetings
        .filter(({ status }) => status !== 'cancelled')
        .map(({ code, day, basis }) => [
          code,
          `${formatDay(day)}${basis === 'assumption' ? ' (antaget)' : ''}`,
        ]),
    ),
    '/phases/*/neededBasis': basisLabels,
  };
}

/** The sources of the phases are not asked for again: a phase keeps those of its number. */
function withSources(typed: Typed, { phases }: KeptPlan): Typed {
  const kept = [...typed].flatMap(([pointer, values]) => {
    const place = /^\/phases\/(\d+)\/number$/.exec(pointer)?.[1];
    const phase = phases.find(({ number }) => String(number) === values[0]?.trim());
    if (place === undefined || !phase) return [];
    const sources = typedFrom(PlannedPhase.pick({ sources: true }), { sources: phase.sources });
    return [...sources].map(([under, values]) => [`/phases/${place}${under}`, values] as const);
  });
  return new Map([...typed, ...kept]);
}

function withoutSources(typed: Typed): Typed {
  return new Map([...typed].filter(([pointer]) => !pointer.includes('/sources')));
}

function PlanFields({ form }: { form: Form }): Child {
  return (
    <>
      <Field form={form} at="/reason" hint="Hvorfor planen lægges om; den står ved planen fremover." />
      <div class="fields">
        <Field form={form} at="/madeOn" />
        <Field form={form} at="/contractStart" />
      </div>
      <Rows
        form={form}
        at="/phases"
        one="Fase"
        add="Tilføj en fase"
        row={at => (
          <>
            <Field form={form} at={`${at}/number`} />
            <Field form={form} at={`${at}/title`} />
            <Field form={form} at={`${at}/owner`} />
            <Field form={form} at={`${at}/kind`} />
            <Field form={form} at={`${at}/plannedFrom`} />
            <Field form={form} at={`${at}/plannedTo`} />
            <Field form={form} at={`${at}/meeting`} hint="Kun for en fase, der slutter i udvalget." />
            <Field form={form} at={`${at}/neededWorkingDays`} />
            <Field form={form} at={`${at}/neededBasis`} />
            <Boxes form={form} at={`${at}/predecessors`} />
            <Field form={form} at={`${at}/note`} />
          </>
        )}
      />
    </>
  );
}
