#!/usr/bin/env python3
"""Writes scenarios made up at random, the same for the same seed.

  random_scenarios.py --kit DIR [--seed N] [--count N] [--tcp]

Recordings of hand-written scenarios only show what somebody thought of. These put together what filters do (headers,
bodies held and rewritten, local replies, calls, traps, properties, closed streams) in chains of up to three, with
requests and upstreams of every shape. Each is a program for the `script` probe. Python 3.8+, standard library only.

A difference is not always a fault of the host: a run in which two things happen in the same milliseconds is recorded
in either order. What differs twice, and does not race, is worth a scenario of its own.
"""
import argparse, json, os, random

EVENTS = {"request_headers": "req", "request_body": "req", "request_trailers": "reqt",
          "response_headers": "res", "response_body": "res", "response_trailers": "rest"}
HEADERS = ["x-a", "x-b", "cookie", "set-cookie", "accept", "user-agent", "X-Mixed", "vary", "x-none", "authorization",
           "server", "x-forwarded-for", "content-type"]
ODD_HEADERS = ["content-length", ":path", ":method", ":authority", ":status", "te", "connection", "host",
               "x-request-id", "grpc-status", "x-envoy-upstream-rq-timeout-ms", "transfer-encoding", "date"]
VALUES = ["v1", "v2", "a,b", '""', "%20sp%20", "caf%C3%A9", "0", "5", "text/plain", "long" + "y" * 40]
PROPERTIES = ["request.path", "request.url_path", "request.host", "request.method", "request.headers.x-a", "request.size",
              "request.total_size", "request.protocol", "request.query", "response.code hex", "response.code_details",
              "response.flags hex", "response.size hex", "response.headers.server", "response.trailers.x-e",
              "response.grpc_status", "connection.mtls hex", "cluster_name", "route_name", "plugin_name",
              "plugin_root_id", "plugin_vm_id", "listener_direction hex", "node.id", "xds.route_name", "request.scheme",
              "upstream.transport_failure_reason", "response", "request", "metadata", "filter_state", "nope"]
TCP_EVENTS = {"new_connection": "down", "downstream_data": "down", "upstream_data": "up"}
TCP_PROPERTIES = ["plugin_name", "connection.termination_details", "cluster_name", "connection.mtls hex",
                  "listener_direction hex", "request.path", "response.code hex"]


class Made:
    """One scenario in the making: all its choices come from one generator."""

    def __init__(self, seed):
        self.r = random.Random(seed)

    def one(self, *values):
        return self.r.choice(values)

    def may(self, share):
        return self.r.random() < share

    def lines(self, most, make):
        return [make() for _ in range(self.r.randint(1, most))]

    def event(self):
        return self.r.choice(list(EVENTS))

    def when(self, event):
        if event.endswith("body") and self.may(.6):
            return event + self.one("#1", "#2", "/eos", "/more")
        return event + self.one("/eos", "/more") if event.endswith("headers") and self.may(.15) else event

    # -- what filters do

    def header_command(self, event, own=None):
        where = own or (EVENTS[event] if self.may(.8) else self.one("req", "res", "reqt", "rest"))
        name = self.r.choice(HEADERS if self.may(.75) else ODD_HEADERS)
        value = self.r.choice(VALUES)
        return self.one("get %s %s" % (where, name), "add %s %s %s" % (where, name, value), "pairs %s" % where,
                        "replace %s %s %s" % (where, name, value), "remove %s %s" % (where, name), "size %s" % where)

    def body_command(self, event):
        buffer = EVENTS[event] if self.may(.9) else self.one("req", "res", "call", "conf")
        start, length = self.one((0, 0), (0, 1000), (0, 2), (2, 0), (1, 3), (100, 0), (3, 99), (0, 4294967295), (4294967295, 1))
        return self.one("buf %s %d %d" % (buffer, start, self.one(0, 1, 3, 99, 1000)), "buflen %s" % buffer,
                        "bufstat %s" % buffer, "setbuf %s %d %d %s" % (buffer, start, length, self.one("new", "N", "", "longer-text")),
                        "fillbuf %s 0 0 %d" % (buffer, self.one(10, 3000)))

    def headers(self):
        event = self.event()
        return self.lines(4, lambda: "%s %s" % (self.when(event), self.header_command(event)))

    def bodies(self):
        event = self.one("request_body", "response_body")
        return self.lines(3, lambda: "%s %s" % (self.when(event), self.body_command(event)))

    def holds(self):
        way = self.one("request", "response")
        lines = ["%s_body/more ret 1" % way]
        if self.may(.6):
            lines.append("%s_body/eos %s" % (way, self.body_command(way + "_body")))
        if self.may(.5):
            lines.append("%s_headers%s ret %d" % (way, self.one("", "/more"), self.one(1, 3, 4)))
        if self.may(.4):
            lines.append("%s_headers remove %s content-length" % (way, EVENTS[way + "_headers"]))
        return lines

    def answers(self):
        event = self.event()
        actions = (0, 1, 2, 3, 4, 5) if event.endswith("headers") else (0, 1, 2, 3)
        return ["%s ret %d" % (self.when(event), self.r.choice(actions))]

    def local(self):
        event = self.event()
        headers = self.one("", "x-l=1", "content-type=application/json", "x-l=1,set-cookie=a,set-cookie=b", "content-length=3")
        code = self.one(200, 204, 301, 401, 403, 418, 500, 503, 599)
        lines = [("%s local %d details %s %d %s" % (self.when(event), code, self.one("no%20way", '""', "b%00c"), self.one(-1, -1, 0, 7), headers)).rstrip()]
        return lines + ["%s ret %d" % (self.when(event), self.one(0, 1))] if self.may(.6) else lines

    def calls(self):
        event = self.one("request_headers", "request_body#1", "request_body/eos", "response_headers", "request_trailers", "response_body/eos")
        side = "req" if event.startswith("req") else "res"
        head = self.one(":method=GET,:path=/c,:authority=a", ":method=POST,:path=/p?q=1,:authority=a,x-c=1", ":method=GET,:path=/c")
        lines = ['%s http %s %s %s "" %d t' % (event, self.one("auth", "auth", "upstream", "nocluster"), head, self.one('""', "body"), self.one(300, 1000))]
        if self.may(.85):
            lines.append("%s ret %d" % (event, self.one(1, 3, 4) if "headers" in event else 1))
        plain = event.split("#")[0].split("/")[0]
        lines += ["call pairs call", "call effective $caller"]
        return lines + ["call " + self.header_command(plain, side), "call resume " + side]

    def trap(self):
        event = self.r.choice(list(EVENTS) + ["done", "log", "call"])
        return ["%s %s" % (self.when(event), self.one("trap", "divzero", "oob"))]

    def properties(self):
        event = self.r.choice(list(EVENTS) + ["log", "done", "configure", "vm_start", "delete"])
        return self.lines(4, lambda: "%s prop %s" % (event, self.r.choice(PROPERTIES)))

    def closes(self):
        event = self.event()
        return ["%s close %s" % (self.when(event), self.one("req", "res"))]

    def shared(self):
        event = self.event()
        return self.lines(3, lambda: "%s %s" % (event, self.one("sset k v1 0", "sset k v2 1", "sget k", "sget none")))

    def routes(self):
        change = self.one("add req x-route alt", "replace req :path /direct")
        return ["request_headers " + change] + (["request_headers clear_route"] if self.may(.7) else [])

    def plugin(self, kinds):
        makers, weights = zip(*kinds)
        config = [line for make in self.r.choices(makers, weights, k=self.r.randint(1, 3)) for line in make()]
        plugin = {"wasm": self.one(*["script.wasm"] * 8, "script_020.wasm", "script_010.wasm"), "config": config}
        extra = {}
        if self.may(.3):
            extra["failure_policy"] = self.one("FAIL_OPEN", "FAIL_CLOSED", "FAIL_RELOAD")
        if self.may(.15):
            extra["allow_on_headers_stop_iteration"] = True
        if self.may(.4):
            plugin["vm_id"] = "own%d" % self.r.randint(1, 2)
        return dict(plugin, plugin_extra=extra) if extra else plugin

    # -- both ends

    def pieces(self):
        kinds = ["aa", "bbbb", '{"k":1}', "c" * 50, {"repeat": "z", "times": 300}]
        return [self.r.choice(kinds) for _ in range(self.one(0, 1, 1, 2, 3))]

    def reply(self):
        reply = {"body": self.pieces()}
        if self.may(.4):
            reply["status"] = self.one(200, 201, 302, 304, 404, 500, 503)
        if self.may(.3):
            reply["headers"] = [[self.one("x-a", "set-cookie", "content-type", "date", "cache-control"), self.one("1", "two")] for _ in range(2)]
        if reply["body"] and self.may(.25):
            reply["trailers"] = [["x-e", "1"]]
        if self.may(.1):
            reply["failure"] = self.one("reset", "partial", "hang")
        if self.may(.1):
            reply["early"] = True
        return reply

    def request(self):
        request = {"method": self.one("GET", "GET", "POST", "POST", "PUT", "HEAD", "DELETE"), "path": self.one("/", "/p?q=1", "/direct", "/a/b%20c")}
        if self.may(.4):
            request["headers"] = [[self.one("x-a", "cookie", "accept", "x-route", "authorization", "user-agent"), self.one("1", "b=2", "alt")] for _ in range(2)]
        if request["method"] in ("POST", "PUT"):
            request["body"] = self.pieces()
            if request["body"] and self.may(.2):
                request["trailers"] = [["x-t", "1"]]
        if self.may(.2):
            return {"h2": [request]}
        return dict(request, keep=True) if self.may(.15) else request

    def http(self):
        kinds = [(self.headers, 5), (self.bodies, 4), (self.holds, 4), (self.answers, 1), (self.local, 3), (self.calls, 3),
                 (self.trap, 1), (self.properties, 2), (self.closes, 1), (self.shared, 1), (self.routes, 1)]
        filters = [self.plugin(kinds) for _ in range(self.one(1, 1, 2, 3))]
        clusters = {"upstream": {"replies": [self.reply(), self.reply()]}, "auth": {"replies": [self.reply()]}}
        if self.may(.3):
            clusters["alt"] = {"replies": [{"body": ["alt"]}]}
        if self.may(.05):
            clusters["upstream"] = {"refuse": True}
        return {"filters": filters, "requests": [self.request() for _ in range(self.one(1, 1, 2, 3))], "clusters": clusters}

    # -- connections

    def tcp_when(self, event):
        return event + self.one("#1", "#2", "/eos", "/more") if event.endswith("data") and self.may(.5) else event

    def tcp_lines(self):
        event = self.r.choice(list(TCP_EVENTS))
        buffer = TCP_EVENTS[event]
        kind = self.one("buffer", "buffer", "pause", "hold", "call", "close", "trap", "property")
        if kind == "buffer":
            return self.lines(2, lambda: "%s %s" % (self.tcp_when(event), self.one(
                "buf %s 0 99" % buffer, "bufstat %s" % buffer, "setbuf %s 0 1000 new" % buffer, "setbuf %s 0 0 pre" % buffer, "setbuf %s 99 0 post" % buffer)))
        if kind == "pause":
            return ["%s ret %d" % (self.tcp_when(event), self.one(0, 1))]
        if kind == "hold":
            data = self.one("downstream_data", "upstream_data")
            return ["%s#1 ret 1" % data, "%s#2 resume %s" % (data, TCP_EVENTS[data])]
        if kind == "call":
            first = event + ("#1" if event.endswith("data") else "")
            return ['%s http auth :method=GET,:path=/c,:authority=a "" "" 1000 t' % first, "%s ret 1" % first,
                    "call effective $caller", "call buf %s 0 99" % buffer, "call resume %s" % buffer]
        if kind == "close":
            return ["%s close %s" % (self.tcp_when(event), self.one("down", "up"))]
        late = self.one(*TCP_EVENTS, "downstream_close", "upstream_close", "done", "log")
        return ["%s %s" % (late, self.one("trap", "divzero") if kind == "trap" else "prop " + self.r.choice(TCP_PROPERTIES))]

    def ending(self):
        return self.one([], [], [{"wait_end": True}], [{"close": True}], [{"reset": True}], [{"half_close": True}, {"wait_end": True}])

    def tcp(self):
        # One end speaks after the other: who is first when both do is chance.
        client = [{"send": self.one("aa", "bbbb", "ccc")} for _ in range(self.r.randint(1, 3))] + [{"wait_ms": 900}]
        upstream = [{"wait_ms": 450}] + [{"send": self.one("UP", "answer")} for _ in range(self.r.randint(0, 2))]
        plugins = [self.plugin([(self.tcp_lines, 1)]) for _ in range(self.one(1, 1, 2))]
        return {"filters": [], "tcp": {"filters": plugins, "upstream": [upstream + self.ending()]},
                "requests": [{"tcp": client + self.ending()}], "clusters": {"auth": {"replies": [{"body": ["ok"]}]}}}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--kit", required=True, metavar="DIR", help="its scenarios/ is written")
    ap.add_argument("--seed", type=int, default=1, help="of the first one; each has the next")
    ap.add_argument("--count", type=int, default=50)
    ap.add_argument("--tcp", action="store_true", help="raw connections instead of requests")
    a = ap.parse_args()
    folder = os.path.join(a.kit, "scenarios")
    os.makedirs(folder, exist_ok=True)
    for seed in range(a.seed, a.seed + a.count):
        made = Made(seed)
        kind = "tcp" if a.tcp else "http"
        name = "random_%s-%d" % (kind, seed)
        scenario = dict({"name": name, "checks": "Made up at random, seed %d" % seed}, **(made.tcp() if a.tcp else made.http()))
        with open(os.path.join(folder, name + ".json"), "w") as f:
            json.dump(scenario, f, indent=1)
            f.write("\n")


main()
