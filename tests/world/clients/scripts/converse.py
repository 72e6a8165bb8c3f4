"""Speaks Anthropic Messages with Python's standard library alone.

Proxy and root come from the environment, as for the Python SDKs. Takes the text
on its standard input; prints, as JSON, what it was told: as text and as the
argument of a tool, by turn.
"""

import gzip
import http.client
import json
import os
import ssl
import sys
import urllib.parse
import urllib.request

HOST = "api.anthropic.com"
HEADERS = {
    "content-type": "application/json",
    "x-api-key": "test-key",
    "anthropic-version": "2023-06-01",
}
TOOL = {
    "name": "bash",
    "input_schema": {
        "type": "object",
        "properties": {"command": {"type": "string"}},
    },
}


def asked(text, stream):
    return json.dumps(
        {
            "model": "claude-test",
            "max_tokens": 4096,
            "stream": stream,
            "tools": [TOOL],
            "messages": [{"role": "user", "content": text}],
        }
    ).encode()


def by_urllib(text, stream):
    """As most scripts do it: proxy and root are found by the library."""
    request = urllib.request.Request(
        f"https://{HOST}/v1/messages", data=asked(text, stream), headers=HEADERS
    )
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()


def by_http_client(text, stream):
    """In chunks, compressed, and without a content-length."""
    proxy = urllib.parse.urlsplit(os.environ["HTTPS_PROXY"])
    connection = http.client.HTTPSConnection(
        proxy.hostname, proxy.port, context=ssl.create_default_context()
    )
    connection.set_tunnel(HOST, 443)
    body = gzip.compress(asked(text, stream))
    pieces = (body[at : at + 100] for at in range(0, len(body), 100))
    headers = {
        **HEADERS,
        "content-encoding": "gzip",
        "transfer-encoding": "chunked",
    }
    connection.request(
        "POST", "/v1/messages", pieces, headers, encode_chunked=True
    )
    return connection.getresponse().read().decode()


def told(answer, stream):
    if not stream:
        said, call = json.loads(answer)["content"]
        return said["text"], call["input"]["command"]
    deltas = [
        json.loads(line[6:]).get("delta", {})
        for line in answer.split("\n")
        if line.startswith("data: ")
    ]
    text = "".join(delta.get("text", "") for delta in deltas)
    source = "".join(delta.get("partial_json", "") for delta in deltas)
    return text, json.loads(source)["command"]


text = sys.stdin.buffer.read().decode()
turns = []
for send in (by_urllib, by_http_client):
    for stream in (False, True):
        said, argument = told(send(text, stream), stream)
        name = f"{send.__name__} {'stream' if stream else 'JSON'}"
        turns.append({"turn": name, "text": said, "argument": argument})
json.dump(turns, sys.stdout)
