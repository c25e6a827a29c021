/** An agent bound to an account, to whom messages can be allocated. */

/** Agent states of the screen; adapters map CTI or CC-Gateway codes to these. */
export const AGENT_STATES = [
  'idle',
  'busy',
  'wrap-up',
  'talking',
  'rest',
  'signed-out',
  'unknown',
] as const;
export type AgentState = (typeof AGENT_STATES)[number];

export interface SkillQueue {
  readonly id: string;
  readonly name: string;
}

export interface Agent {
  /** Employee ID, AICC `workNo`: the number that identifies the agent. */
  readonly employeeId: string;
  /** Business account, AICC `userAccount`. */
  readonly businessAccount: string;
  /** Display name; the backend decides the order of its parts. */
  readonly name: string | null;
  readonly organization: string | null;
  readonly skillQueues: readonly SkillQueue[];
  /** `unknown` when the backend does not report it. */
  readonly state: AgentState;
  /** Messages allocated and not yet processed, where known. */
  readonly openMessages: number | null;
}
