export const words = {
  empty:
    'No filter defined a metric in this run. In a filter: new Counter("hits").increment(), or Gauge, or Histogram; they appear here with the name that Envoy gives them.',
  notYet: 'No metric was defined yet at this moment of the run.',
  list: 'Metrics',
  columns: { name: 'Metric', kind: 'Kind', line: "In Envoy's Prometheus output", over: 'Over the run', value: 'Value' },
  kinds: { counter: 'counter', gauge: 'gauge', histogram: 'histogram' },
  values: (count: string) => (count === '1' ? '1 value' : `${count} values`),
  hidden: 'left out: no name that Prometheus allows',
  stats: "Name in Envoy's /stats",
  defined: 'Defined by',
  last: 'Changed last by',
  prometheus: 'What /stats/prometheus prints',
  copy: 'Copy',
  shared: 'All VMs and workers share it; it outlives a VM.',
  hiddenNote:
    'Envoy leaves it out of /stats/prometheus: without its prefix the name is empty or begins with a digit. It is in /stats all the same.',
  tagged: 'Envoy takes the end of the name for the status of an answer, and makes a tag of it.',
  estimate:
    'Envoy keeps histograms in buckets and shows them every 5 seconds: its _sum is an estimate, here it is exact.',
  wrapped: 'Below zero a gauge wraps around: Envoy shows this number too.',
  changes: 'Changes',
  changeColumns: { where: 'Where', what: 'What', value: 'Value' },
  what: {
    define: () => 'defined',
    increment: (amount: string) => (amount.startsWith('-') ? `− ${amount.slice(1)}` : `+ ${amount}`),
    record: (amount: string) => `recorded ${amount}`,
    refused: (amount: string) => `✕ ${amount} refused`,
  },
  over: (name: string, from: string, to: string) => `${name} over the run: from ${from} to ${to}`,
  atTheEnd: (name: string, value: string) => `metric ${name} is ${value} at the end`,
  earlier: (count: string) => `${count} earlier changes are not shown.`,
} as const;
