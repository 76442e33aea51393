import { SourceFields, home } from './import-shown.tsx';

/** Sends a file again with columns somebody has said are no personal numbers; nothing of it was kept. */
export function ClearedForm({ columns }: { columns: readonly string[] }) {
  if (columns.length === 0) return null;
  return (
    <form method="post" action={home} enctype="multipart/form-data" class="edit d-print-none">
      <h2>Er det ikke CPR-numre?</h2>
      <p>Sæt kryds ved de kolonner, I har set efter, og vælg filen igen.</p>
      <fieldset>
        <legend class="form-label">Kolonner, der ikke er CPR-numre</legend>
        {columns.map((column, i) => (
          <div class="form-group-checkbox">
            <input
              class="form-checkbox"
              type="checkbox"
              id={`cleared-${i}`}
              name={`cleared:${i}`}
              value={column}
            />
            <label class="form-label" for={`cleared-${i}`}>
              {column}
            </label>
          </div>
        ))}
      </fieldset>
      <SourceFields document="" section="" basis="document" />
      <div class="form-group">
        <label class="form-label" for="file">
          Fil
        </label>
        <input class="form-input" type="file" id="file" name="file" />
      </div>
      <button type="submit" class="button button-primary">
        Læs filen igen
      </button>
    </form>
  );
}
