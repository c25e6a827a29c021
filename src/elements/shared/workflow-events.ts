/** The workflow events, which bubble from the element that causes them. */
import type { AgentState } from '../../model/agent.js';
import type { HeardInstead } from '../../adapter/adapter.js';
import type { CallFailure } from '../../adapter/call-control.js';
import type { AdapterErrorCode, AdapterOperation } from '../../adapter/errors.js';
import type { DownloadRecord } from '../../controllers/download/download-record.js';
import { BeforeEvent, FactEvent } from '../../internal/events.js';

export interface BeforeAllocateDetail {
  readonly assignments: readonly { readonly messageId: string; readonly employeeId: string }[];
}
/** Asks the host before messages are allocated. */
export class BeforeAllocateEvent extends BeforeEvent<BeforeAllocateDetail> {
  constructor(detail: BeforeAllocateDetail) {
    super('aicc-before-allocate', detail);
  }
}

/** Asks the host before a message becomes Processing. */
export class BeforeProcessEvent extends BeforeEvent<{ readonly messageId: string }> {
  constructor(detail: { readonly messageId: string }) {
    super('aicc-before-process', detail);
  }
}

/** Asks the host before a recording is downloaded. */
export class BeforeDownloadEvent extends BeforeEvent<{ readonly messageId: string }> {
  constructor(detail: { readonly messageId: string }) {
    super('aicc-before-download', detail);
  }
}

/** Asks the host before a customer is called; the event does not have the number. */
export class BeforeCallEvent extends BeforeEvent<{ readonly messageId: string }> {
  constructor(detail: { readonly messageId: string }) {
    super('aicc-before-call', detail);
  }
}

export interface AllocatedDetail {
  readonly messageIds: readonly string[];
  readonly failed: readonly { readonly messageId: string; readonly code: AdapterErrorCode }[];
}
/** Messages were allocated; those that were not come with the reason. */
export class AllocatedEvent extends FactEvent<AllocatedDetail> {
  constructor(detail: AllocatedDetail) {
    super('aicc-allocated', detail);
  }
}

/** An allocation was undone: the messages are as they were before it. */
export class AllocationUndoneEvent extends FactEvent<AllocatedDetail> {
  constructor(detail: AllocatedDetail) {
    super('aicc-allocation-undone', detail);
  }
}

/** This user has made a message Processing, or has resumed it. */
export class ProcessingStartedEvent extends FactEvent<{
  readonly messageId: string;
  readonly resumed: boolean;
}> {
  constructor(detail: { readonly messageId: string; readonly resumed: boolean }) {
    super('aicc-processing-started', detail);
  }
}

/** The backend has accepted the handling comments: the message is Processed. */
export class ProcessedEvent extends FactEvent<{ readonly messageId: string }> {
  constructor(detail: { readonly messageId: string }) {
    super('aicc-processed', detail);
  }
}

/** A message was given back: it is Unprocessed again. */
export class ReleasedEvent extends FactEvent<{ readonly messageId: string }> {
  constructor(detail: { readonly messageId: string }) {
    super('aicc-released', detail);
  }
}

/** The record without the reason, which a person typed: only the backend gets it. */
export type DownloadedDetail = Omit<DownloadRecord, 'reason'>;
/** A recording was saved, or given to the browser. */
export class DownloadedEvent extends FactEvent<DownloadedDetail> {
  constructor(detail: DownloadedDetail) {
    super('aicc-downloaded', detail);
  }
}

export interface CallChangeDetail {
  readonly messageId: string;
  /** `handed-over`: given to a phone that reports nothing of the call; no event follows. */
  readonly state: 'starting' | 'alerting' | 'talking' | 'handed-over' | 'ended' | 'failed';
  readonly reason: CallFailure | null;
  readonly agentState: AgentState | null;
}
/** The call to a customer has made a step. */
export class CallChangeEvent extends FactEvent<CallChangeDetail> {
  constructor(detail: CallChangeDetail) {
    super('aicc-call-change', detail);
  }
}

export interface ErrorDetail {
  readonly code: AdapterErrorCode;
  readonly operation: AdapterOperation | null;
  readonly requestId: string | null;
}
/** Something failed, and the element shows it; codes only. */
export class AdapterErrorEvent extends FactEvent<ErrorDetail> {
  constructor(detail: ErrorDetail) {
    super('aicc-error', detail);
  }
}

/** @deprecated Use `AdapterErrorEvent`: this name hides the DOM's own `ErrorEvent`. It goes with 1.0. */
export const ErrorEvent = AdapterErrorEvent;
/** @deprecated Use `AdapterErrorEvent`: this name hides the DOM's own `ErrorEvent`. It goes with 1.0. */
export type ErrorEvent = AdapterErrorEvent;

export const AUDIT_SCHEMA_VERSION = 1;

export type AuditAction =
  | 'allocate'
  | 'undo-allocate'
  | 'view'
  | 'play'
  | 'download'
  | 'call'
  | 'start-processing'
  | 'take-over'
  | 'submit'
  | 'release';

export interface AuditDetail {
  readonly schemaVersion: typeof AUDIT_SCHEMA_VERSION;
  readonly action: AuditAction;
  readonly messageId: string;
  /** Client time, ISO 8601; the backend's own audit has the true one. */
  readonly at: string;
  /** Employee ID of the signed-in user, where the adapter knows it. */
  readonly employeeId: string | null;
  /** With `submit`, where a share must be played: why less was enough. */
  readonly heardInstead?: HeardInstead;
}
/** Who did which action with which message, and when. One for each action; no personal data of the customer. */
export class AuditEvent extends FactEvent<AuditDetail> {
  constructor(
    action: AuditAction,
    messageId: string,
    employeeId: string | null = null,
    more: Pick<AuditDetail, 'heardInstead'> = {},
  ) {
    super('aicc-audit', {
      schemaVersion: AUDIT_SCHEMA_VERSION,
      action,
      messageId,
      at: new Date().toISOString(),
      employeeId,
      ...more,
    });
  }
}

/** An answer had fields that could not be read; their names only. */
export class DataErrorEvent extends FactEvent<{ readonly fields: readonly string[] }> {
  constructor(detail: { readonly fields: readonly string[] }) {
    super('aicc-data-error', detail);
  }
}

export interface WorkflowEventMap {
  'aicc-before-allocate': BeforeAllocateEvent;
  'aicc-before-process': BeforeProcessEvent;
  'aicc-before-download': BeforeDownloadEvent;
  'aicc-before-call': BeforeCallEvent;
  'aicc-allocated': AllocatedEvent;
  'aicc-allocation-undone': AllocationUndoneEvent;
  'aicc-processing-started': ProcessingStartedEvent;
  'aicc-processed': ProcessedEvent;
  'aicc-released': ReleasedEvent;
  'aicc-downloaded': DownloadedEvent;
  'aicc-call-change': CallChangeEvent;
  'aicc-error': AdapterErrorEvent;
  'aicc-audit': AuditEvent;
  'aicc-data-error': DataErrorEvent;
}

/** The names of all workflow events, for a host that listens to every one. */
export const WORKFLOW_EVENTS = [
  'aicc-before-allocate',
  'aicc-before-process',
  'aicc-before-download',
  'aicc-before-call',
  'aicc-allocated',
  'aicc-allocation-undone',
  'aicc-processing-started',
  'aicc-processed',
  'aicc-released',
  'aicc-downloaded',
  'aicc-call-change',
  'aicc-error',
  'aicc-audit',
  'aicc-data-error',
] as const satisfies readonly (keyof WorkflowEventMap)[];

declare global {
  // For `addEventListener` on any element: the events bubble.
  interface HTMLElementEventMap extends WorkflowEventMap {}
}
