import { expect } from 'chai';
import { ADAPTER_ERROR_CODES } from '../../adapter/errors.js';
import type { FailureCause } from './failure-cause.js';
import { recoveryActions } from './recovery-actions.js';

const ALL = { hasPhone: true, hasTranscript: true, hasDownload: true };
const NONE = { hasPhone: false, hasTranscript: false, hasDownload: false };

describe('recovery actions', () => {
  it('have one order: retry, phone, transcript, download (M1)', () => {
    expect(recoveryActions('network', ALL)).to.deep.equal([
      'retry',
      'phone',
      'transcript',
      'download',
    ]);
    expect(recoveryActions('recording-format', ALL)).to.deep.equal([
      'phone',
      'transcript',
      'download',
    ]);
  });

  it('are only those that can help (M1)', () => {
    for (const cause of ['recording-purged', 'recording-missing', 'recording-format'] as const) {
      expect(recoveryActions(cause, NONE), cause).to.deep.equal([]);
    }
    expect(recoveryActions('timeout', NONE)).to.deep.equal(['retry']);
  });

  it('never include the phone where the permission, the file or its drive is missing (S16)', () => {
    const causes: readonly FailureCause[] = [
      ...ADAPTER_ERROR_CODES,
      'blocked-by-policy',
      'not-audio',
      'stalled',
      'source-refused',
      'unplayable',
    ];
    const without = causes.filter((cause) => !recoveryActions(cause, ALL).includes('phone'));
    expect(without).to.deep.equal([
      'unauthenticated',
      'forbidden',
      'not-found',
      'recording-missing',
      'recording-purged',
      'recording-forbidden',
      'recording-storage-offline',
    ]);
  });
});
