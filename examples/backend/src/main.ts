/** `npm start`: brings the schema up to date, fills an empty database, serves until it is told to stop. */
import { readSettings } from './settings.js';
import { startService } from './service.js';

const running = await startService(readSettings(process.env, process.argv.slice(2)));
const { app, service } = running;
const kind = service.database.kind === 'postgres' ? 'PostgreSQL' : 'SQLite';
app.log.info({ database: kind }, `the messages are at ${running.url}`);

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    app.log.info('stopping');
    void running.close().then(() => process.exit(0));
  });
}
