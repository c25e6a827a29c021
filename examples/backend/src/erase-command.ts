/** `npm run erase -- m-1 m-2`: a person asked that their messages be erased. Running processes tell their screens. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { openDatabase } from './db/database.js';
import { openStore } from './recordings/store.js';
import { eraseMessages } from './retention.js';
import { readSettings } from './settings.js';

const settings = readSettings();
const database = openDatabase(settings);
const erased = await eraseMessages(
  {
    settings,
    database,
    store: openStore(settings),
    log: pino({ level: 'silent' }),
    secret: randomBytes(32),
    onCommit: () => undefined,
  },
  process.argv.slice(2),
  'asked',
);
console.log(`${erased} erased`);
await database.db.destroy();
