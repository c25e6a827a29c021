import { expect } from 'chai';
import { ADAPTER_ERROR_CODES } from '../../adapter/errors.js';
import type { FailureCause } from './failure-cause.js';
import { recoveryActions } from './recovery-actions.js';

const ALL = { hasPhone: true, hasTranscript: true, hasDownload: true };
const NONE = { hasPhone: false, hasTranscript: false, hasDownload: false };

describe('the ways on from a recording that does not play', () => {
  it('M1 stand in one order: retry, phone, transcript, download', () => {
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

  it('M1 are only those that can be taken', () => {
    for (const cause of ['recording-purged', 'recording-missing', 'recording-format'] as const) {
      expect(recoveryActions(cause, NONE), cause).to.deep.equal([]);
    }
    expect(recoveryActions('timeout', NONE)).to.deep.equal(['retry']);
  });

  it('S16 never offer the phone where the right, the file or its drive is missing', () => {
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
