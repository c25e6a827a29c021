/** Faults that a hurried change might bring, planted into a copy of the service: each must turn the fire test red. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Change {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

export interface Bug {
  readonly id: string;
  /** Fault that must be found. */
  readonly finds: RegExp;
  readonly changes: readonly Change[];
}

export const bugs: readonly Bug[] = [
  {
    id: 'no condition on the version',
    finds: /allocated twice|made by two commands|versions do not rise/,
    changes: [
      { file: 'allocation.ts', from: /row\.version !== expectedVersion \|\| /, to: '' },
      { file: 'allocation.ts', from: /\n\s*\.where\('version', '=', expectedVersion\)/, to: '' },
    ],
  },
  {
    id: 'events outside of the transaction',
    finds: /never told|told twice|tells of what never was/,
    changes: [
      {
        file: 'commands.ts',
        from: '    await tell(session, trx, changes);\n',
        to: '    outside = changes;\n',
      },
      {
        file: 'commands.ts',
        from: '  const result = await',
        to: '  let outside: readonly Change[] = [];\n  const result = await',
      },
      {
        file: 'commands.ts',
        from: '  if (!result.isReplay) session.onCommit();',
        to: '  await tell(session, database.db, outside);\n  if (!result.isReplay) session.onCommit();',
      },
      // The acts are what the events are held against: they stay with the change.
      {
        file: 'commands.ts',
        from: '    outside = changes;\n',
        to: '    outside = changes;\n    await audit(session, trx, changes.map(({ kind, ...rest }) => ({ act: kind, ...rest })));\n',
      },
      {
        file: 'commands.ts',
        from: '  await tell(session, database.db, outside);',
        to: '  await appendEvents(session, database.db, outside.map(({ messageId, version }) => ({ type: "changed" as const, messageId, version })));',
      },
    ],
  },
  {
    id: 'keys that are not stored',
    finds: /one key was/,
    changes: [
      {
        file: 'commands.ts',
        from: 'if (!(await takeKey(trx, session, { owner, key, fingerprint })))',
        to: 'if (false as boolean)',
      },
      { file: 'commands.ts', from: 'if (changes.length > 0) {', to: 'if (false as boolean) {' },
    ],
  },
  {
    id: 'leases by the clock of the process',
    finds: /before its end/,
    changes: [
      { file: 'processing.ts', from: /\$\{database\.now\} \+/g, to: '${Date.now()} +' },
      { file: 'processing.ts', from: /'(<=|>)', database\.now/g, to: "'$1', Date.now()" },
    ],
  },
];

/** A folder like this one whose service has the fault. */
export function plant({ changes }: Bug, home: string): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'aicc-planted-'));
  for (const name of ['src', 'page', 'package.json', 'tsconfig.json']) {
    cpSync(join(home, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(home, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, from, to } of changes) {
    const path = join(folder, 'src', file);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`nothing to plant in ${file}: ${String(from)}`);
    writeFileSync(path, after);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
