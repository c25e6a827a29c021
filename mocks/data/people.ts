/** Organizations, skill queues and the agents bound to accounts. All names are invented. */
import type { AgentState, SkillQueue } from '../../src/model/agent.js';
import type { Organization, StoredAgent } from '../backend/types.js';

export const organizations: readonly Organization[] = [
  { id: 'ou-1', name: 'Customer Care', parentId: null },
  { id: 'ou-11', name: 'Customer Care Europe', parentId: 'ou-1' },
  { id: 'ou-111', name: 'Customer Care Berlin', parentId: 'ou-11' },
  { id: 'ou-12', name: 'Customer Care Americas', parentId: 'ou-1' },
  { id: 'ou-13', name: '客户服务部', parentId: 'ou-1' },
  { id: 'ou-131', name: '客户服务部 · 上海', parentId: 'ou-13' },
  { id: 'ou-14', name: 'خدمة العملاء', parentId: 'ou-1' },
  { id: 'ou-2', name: 'Technical Support', parentId: null },
];

export const skillQueues: readonly SkillQueue[] = [
  { id: 'sq-01', name: 'Orders and delivery' },
  { id: 'sq-02', name: 'Billing' },
  { id: 'sq-03', name: 'Returns' },
  { id: 'sq-04', name: 'Technical support' },
  { id: 'sq-05', name: 'Premium customers' },
  { id: 'sq-06', name: '中文服务' },
];

type Row = readonly [name: string, organizationId: string, queues: string, state: AgentState];

// From employee ID 1001 on. The first three allocate messages, too.
const rows: readonly Row[] = [
  ['Robin Castellan', 'ou-1', '1 2 4', 'idle'],
  ['Amelia Thornbury', 'ou-11', '1 2', 'idle'],
  ['李晓雯', 'ou-13', '6 1', 'busy'],
  ['Marco Bellandi', 'ou-11', '1 3', 'idle'],
  ['Sofía Quintanar', 'ou-12', '1 2', 'talking'],
  ['王建国', 'ou-131', '6', 'idle'],
  ['خالد المنصوري', 'ou-14', '1 2', 'idle'],
  ['Greta Lindqvist', 'ou-11', '2 5', 'wrap-up'],
  ['Jonas Feldkamp', 'ou-111', '1 4', 'idle'],
  ['Priya Raghunathan', 'ou-2', '4', 'idle'],
  ['陈思远', 'ou-131', '6 4', 'rest'],
  ['Beatriz Falcão', 'ou-12', '1 3', 'idle'],
  ['नीलम अग्रवाल', 'ou-2', '4 2', 'talking'],
  ['Дмитрий Орешкин', 'ou-11', '2', 'idle'],
  ['田中 みどり', 'ou-13', '1', 'signed-out'],
  ['Camille Desrosiers', 'ou-11', '3', 'idle'],
  ['Oluwaseun Adebayo', 'ou-2', '4 5', 'idle'],
  ['ليلى بن سعيد', 'ou-14', '1', 'busy'],
  ['张雨桐', 'ou-13', '6 2', 'idle'],
  ['Thomas van der Meulen', 'ou-11', '1 2 3', 'idle'],
  ['Nia Pritchard', 'ou-11', '3', 'talking'],
  ['Esteban Larrañaga', 'ou-12', '1', 'idle'],
  ['刘志强', 'ou-131', '6', 'talking'],
  ['Ingrid Solheim', 'ou-11', '5', 'idle'],
  ['Калина Стоянова', 'ou-11', '2 3', 'rest'],
  ['Kwame Boateng', 'ou-2', '4', 'idle'],
  ['赵敏华', 'ou-13', '6 3', 'signed-out'],
  ['Hannah Weissgerber', 'ou-111', '1 2', 'idle'],
  ['يوسف الحداد', 'ou-14', '2', 'idle'],
  ['Rafael Monteiro', 'ou-12', '1', 'wrap-up'],
  ['Ελένη Παπαδάκη', 'ou-11', '3', 'idle'],
  ['周子涵', 'ou-131', '6 1', 'idle'],
  ['Declan O’Shaughnessy', 'ou-11', '4', 'busy'],
  ['अर्जुन मेहरा', 'ou-2', '4', 'idle'],
  ['Yasmine Khelifi', 'ou-14', '1 3', 'idle'],
  ['Fumiko Hayashida', 'ou-13', '5', 'unknown'],
  ['黄丽萍', 'ou-13', '6', 'idle'],
  ['Luca Zanetti', 'ou-11', '2', 'signed-out'],
  ['Svetlana Gromova', 'ou-11', '1 4', 'idle'],
  ['박서연', 'ou-13', '1', 'idle'],
  ['Matteo De Santis', 'ou-12', '3', 'talking'],
  ['Aaliyah Brooks', 'ou-12', '1 5', 'idle'],
  ['吴佳怡', 'ou-131', '6 2', 'wrap-up'],
  ['Henrik Aaltonen', 'ou-2', '4', 'idle'],
  ['Chloé Vandenberghe', 'ou-11', '2 3', 'idle'],
  ['نور الدين شريف', 'ou-14', '1 4', 'rest'],
  ['Mairead Gallacher', 'ou-11', '1', 'idle'],
  ['孙浩然', 'ou-13', '6', 'signed-out'],
];

export const agents: readonly StoredAgent[] = rows.map(
  ([name, organizationId, queues, state], index) => ({
    employeeId: String(1001 + index),
    businessAccount: `j${100_001 + index}`,
    name,
    organization: organizationName(organizationId),
    skillQueues: queues.split(' ').map((number) => skillQueues[Number(number) - 1]!),
    state,
  }),
);

export function organizationName(id: string | null): string | null {
  return organizations.find((organization) => organization.id === id)?.name ?? null;
}

export function skillQueueName(id: string | null): string | null {
  return skillQueues.find((queue) => queue.id === id)?.name ?? null;
}
