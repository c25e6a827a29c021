/** What the clients have seen: every command with every answer to it, every event of every subscriber. */

export interface Seen {
  /** 0: the connection was lost. */
  readonly status: number;
  /** Messages that the answer says were changed, with their new version. */
  readonly changed: readonly { readonly id: string; readonly version: number }[];
}

export interface Sent {
  readonly operation: 'allocate' | 'undo' | 'start' | 'take-over' | 'submit' | 'release';
  readonly key: string;
  readonly by: string;
  readonly messageIds: readonly string[];
  readonly answers: Seen[];
}

export interface Received {
  readonly kind: 'changed' | 'removed' | 'reset' | 'start';
  readonly sequence: number;
  readonly messageId?: string;
  readonly version?: number;
}

export class History {
  readonly sent: Sent[] = [];
  readonly subscribers: Received[][] = [];
  resets = 0;
  lostConnections = 0;
}
