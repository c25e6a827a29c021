/** Ready-made call controls for the telephony interfaces that AICC publishes. */
export {
  createGatewayCallControl,
  type GatewayCallControl,
  type GatewayOptions,
} from './gateway.js';
export type { RecordingPath } from './gateway-playback.js';
export type { GatewayTiming, GuidSource } from './gateway-session.js';
export {
  createWorkbenchCallControl,
  type AiccSupport,
  type WorkbenchOptions,
} from './workbench.js';
export {
  createConnectionBarCallControl,
  type ConnectionBarCallControl,
  type ConnectionBarOptions,
} from './connection-bar.js';
export { dialNumber, type DialOptions, type DialProblem, type DialResult } from './dial-number.js';
export { agentStateFromCti, agentStateFromEvent, agentStateFromGateway } from './agent-states.js';
