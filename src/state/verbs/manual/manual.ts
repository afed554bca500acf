interface Page {
  /** Paragraphs. */
  readonly about: readonly string[];
  /** Lines to type, and what each does. */
  readonly examples: readonly (readonly [line: string, about: string])[];
}

/** By the word that is typed. */
export const manual: Readonly<Record<string, Page>> = {
  curl: {
    about: [
      'Sends a request behind those sent before, through the same proxy: what a filter remembers from the first is there\nfor the second. "restart", or a change of the chain, begins with a fresh proxy.',
      'Paste what browsers copy as curl, or what a manual prints. Options that mean nothing to a simulated proxy are left\nout and named. /path alone goes to the host of the selected request.',
    ],
    examples: [
      ['curl -v /headers', 'shows what was sent and what came back'],
      ["curl -i -H 'authorization: Bearer abc' /get", 'sends a header, and prints those of the answer'],
      ['curl --json \'{"id":1}\' http://shop.example/cart', 'posts JSON to another host'],
      ["curl -w '%{http_code}' -o - /status/503", 'prints only the status'],
    ],
  },
  run: {
    about: [
      'Builds what was changed and sends a request of the project through a fresh proxy. Without a name: the selected one.',
    ],
    examples: [
      ['run', 'sends the selected request'],
      ["run 'show my headers'", 'selects the request with this name and sends it'],
    ],
  },
  replay: {
    about: [
      'Sends the last request of a run once more, behind all others, through the same proxy: a cache has its value by\nthen, a rate limit has counted. With --fresh all that the run sent goes through a fresh proxy, as "Send the same\nagain" of the history does. Runs have the numbers that "runs" and the History tab show; without one: the last run.',
    ],
    examples: [
      ['replay', 'sends the last request again'],
      ['replay 1', 'sends the last request of run 1 again'],
      ['replay --fresh 1', 'sends all that run 1 sent through a fresh proxy'],
    ],
  },
  runs: {
    about: [
      'Lists the runs of the history, the oldest first, with the numbers that the History tab shows; "diff" and "replay" take\nthem. A word behind it chooses those that have it in them. Lines that were typed are listed by "history".',
    ],
    examples: [
      ['runs', 'lists all'],
      ['runs 200', 'those with an answer of 200, or with 200 in a path'],
    ],
  },
  restart: {
    about: ['Forgets what was sent: the next curl meets a fresh proxy, with empty shared data and new VMs.'],
    examples: [['restart', 'begins with a fresh proxy']],
  },
  logs: {
    about: [
      "Prints the log of the run on show, in Envoy's own format: what filters logged and what the proxy had to say. The\nlevels are trace, debug, info, warning, error, critical.",
    ],
    examples: [
      ['logs', 'prints all of it'],
      ['logs --level warning', 'only warnings and what is worse'],
      ['logs --filter 1 -n 5', 'the last five lines of the first filter'],
    ],
  },
  trace: {
    about: [
      'Prints the calls of the answer on show: what the proxy called in a filter, what the filter called in the proxy, with\narguments and results in words. Tokens choose, as in the timeline: fn:get, filter:auth, status:!ok, kind:log,\ntext:"two words"; a word alone is looked for everywhere.',
    ],
    examples: [
      ['trace', 'prints all calls'],
      ['trace kind:hostcall status:!ok', 'only hostcalls that were refused'],
      ['trace fn:header --all', 'hostcalls about headers, in the whole run'],
    ],
  },
  diff: {
    about: [
      'Compares two runs: status, what the upstream got, headers, body, log, cost, and what they were made of: requests,\nfilters, source. Without numbers: the last two. Runs that sent as many requests are compared one by one, others by\ntheir last answers. "runs" lists the numbers; the History tab compares them side by side, call by call.',
    ],
    examples: [['replay', 'sends the last request again; then "diff" tells what is different']],
  },
  tick: {
    about: [
      'Time is virtual: it passes when you say so. A number lets the next tick of a filter come, so many times; 500ms or 2s\nlet that much time pass; "idle" lets time pass until nothing is under way; "show" tells how things stand.',
    ],
    examples: [
      ['tick show', 'tells the time, the timers and the calls that wait'],
      ['tick 500ms', 'lets half a second pass'],
    ],
  },
  checks: {
    about: [
      'Runs all requests that something is expected of, each through a fresh proxy, and prints what holds and what does not.\n"Expect this" in the result adds a check.',
    ],
    examples: [['help checks', 'this page; "checks" runs them, "checks --save" downloads them']],
  },
  lesson: {
    about: [
      'Tells the tasks of the open lesson and which are done. "list" shows all lessons, "next" goes on, "reset" begins the\nlesson again. The name of a lesson opens it.',
    ],
    examples: [['help lesson', 'this page; "lesson list" shows all lessons']],
  },
  config: {
    about: [
      'Without a word more it lists the filters of the chain. "get" prints what a filter is given, or one key of it; "set"\nwrites a key; "on" and "off" switch a filter. A filter is named by its name or its number from 1.',
      "The keys have Envoy's names: name, root_id, vm_id, configuration, vm_configuration, failure_policy. Every change\ncan be undone.",
    ],
    examples: [
      ['config', 'lists the filters'],
      ['config get 1', 'prints what the first filter is given'],
      ['config set 1 configuration \'{"limit": 3}\'', 'writes its configuration'],
      ['config off 1', 'switches it off'],
    ],
  },
  upstream: {
    about: [
      'What stands behind the proxy: "reflect" tells each request back (/headers, /status/503, /bytes/1024 and the like);\na status answers the same to every request.',
    ],
    examples: [
      ['upstream', 'tells what it is now'],
      ['upstream 503 -H "retry-after: 5" "try later"', 'answers 503 with a header and a body'],
      ['upstream reflect', 'tells requests back'],
    ],
  },
  ls: {
    about: ['Lists the files of the project, their length, and the filter that each is built into.'],
    examples: [['ls', 'lists them']],
  },
  cat: {
    about: ['Prints the text of files.'],
    examples: [['ls', 'shows which files there are; then "cat" and the name of one']],
  },
  export: {
    about: [
      'Makes files for a real Envoy, or for a mesh, of the project. Without a word more it lists the targets; with a\ntarget it builds the modules and lists the files; with a file it prints that.',
      'The window of the same name has the options, and tells what a target cannot express.',
    ],
    examples: [
      ['export', 'lists the targets'],
      ['export envoy', 'lists the files for Envoy'],
      ['export envoy envoy.yaml', 'prints the configuration'],
      ['export zip --save', 'downloads the project as a zip'],
    ],
  },
  share: {
    about: [
      'Prints a link that holds the whole project. Values of headers that may be secret are left out. Nothing is uploaded:\nthe part behind the # never leaves a browser.',
    ],
    examples: [['share', 'prints the link']],
  },
  undo: {
    about: [
      'Takes back the last change of the chain, the requests, the files or the upstream. Text has the undo of the editor.',
    ],
    examples: [['undo', 'takes the last change back']],
  },
  redo: {
    about: ['Does again what was taken back.'],
    examples: [['redo', 'does the last change again']],
  },
  clear: {
    about: ['Empties the terminal. What was typed is still remembered.'],
    examples: [['clear', 'empties the terminal']],
  },
  history: {
    about: [
      'Lists what was typed, the oldest first. The arrow keys bring lines back, Ctrl+R finds one by a part of it.\nRuns are listed by "runs".',
    ],
    examples: [
      ['history', 'lists the lines'],
      ['history -c', 'forgets them'],
    ],
  },
  help: {
    about: ['Lists the words of the terminal; with a word, the same as "man".'],
    examples: [['help', 'lists them']],
  },
  man: {
    about: ['Prints all of one word: what may stand behind it, what it does, examples.'],
    examples: [['man curl', 'all about curl']],
  },
};
