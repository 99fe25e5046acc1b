# For scripts that ask a running portal, to be sourced: starts the built server with the repository's datasets on a free port and stops it when the
# script ends.
#   root      the repository
#   work      a folder of the script's own, removed at its end
#   portal    the address of the server, once start_portal has returned
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
portal=
server_pid=

stop_portal() {
    if [ -n "$server_pid" ]; then
        kill "$server_pid" 2>/dev/null || true
        wait "$server_pid" 2>/dev/null || true
        server_pid=
    fi
}
trap 'stop_portal; rm -rf "$work"' EXIT

start_portal() { # options of serve
    dotnet "$root/src/LongAn.OpenData.Server/bin/Debug/net10.0/LongAn.OpenData.Server.dll" serve \
        --urls http://127.0.0.1:0 --data-dir "$work/data" --datasets "$root/datasets" "$@" >"$work/server.log" 2>&1 &
    server_pid=$!
    for _ in $(seq 600); do
        portal=$(sed -n 's/^Explorer *\(.*\)\/$/\1/p' "$work/server.log")
        [ -z "$portal" ] || return 0
        kill -0 "$server_pid" 2>/dev/null || break
        sleep 0.1
    done
    echo 'The server did not start:' >&2
    cat "$work/server.log" >&2
    return 1
}
