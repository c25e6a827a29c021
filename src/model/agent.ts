/** An agent bound to an account: whom a message can be allocated to. */

/** Agent states as the screen names them; adapters map CTI or CC-Gateway codes onto these. */
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
  /** Display name; its order (family name first or last) is the backend's business. */
  readonly name: string | null;
  readonly organization: string | null;
  readonly skillQueues: readonly SkillQueue[];
  /** `unknown` when the backend does not tell. */
  readonly state: AgentState;
  /** Messages allocated and not yet processed, where known. */
  readonly openMessages: number | null;
}
