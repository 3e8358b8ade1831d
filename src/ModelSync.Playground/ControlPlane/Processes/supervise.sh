# sh -c THIS supervise LOG COMMAND [ARGUMENT...], as the leader of its own session.
#
# Runs COMMAND, with its output appended to LOG (-: to our own output), and ends as it ends. Standard input is a pipe held open by the owner: each
# line names a signal to send to COMMAND. When the owner is gone, however it went (SIGKILL too), the kernel closes the
# pipe. PR_SET_PDEATHSIG would not do: it is bound to the thread that forked, and .NET's come and go.
#
# When COMMAND or the owner has ended, every process of the session is killed, in whatever process group it is. Only what
# has opened a session of its own (setsid, a daemon) gets away.
exec 3<&0 </dev/null
[ "$1" = - ] || exec >>"$1"
exec 2>&1
shift

# Kills the session but for this shell and the caller, which is a subshell of it when it is the reader. What is being
# forked meanwhile is found by the next pass; what can't be killed (in a disk's wait) must not hold us for ever.
end_session() {
    read -r self _ </proc/self/stat
    passes=0 found=yes
    while [ "$found" = yes ] && [ "$passes" -lt 1000 ]; do
        found=no passes=$((passes + 1))
        for stat in /proc/[0-9]*/stat; do
            { read -r line <"$stat"; } 2>/dev/null || continue
            pid=${line%% *}
            # Behind the name, which may hold anything: state, parent, process group, session.
            set -- ${line##*) }
            case ${1-} in Z | X) continue ;; esac
            if [ "${4-}" = $$ ] && [ "$pid" != $$ ] && [ "$pid" != "$self" ]; then
                kill -s KILL "$pid" 2>/dev/null
                found=yes
            fi
        done
    done
}

"$@" 3<&- &
command=$!

(
    while read -r signal; do
        kill -s "$signal" "$command"
    done
    end_session # and this shell, unless it was maimed, then goes on below
) <&3 &
reader=$!
exec 3<&-

wait "$command"
code=$?
kill -s KILL "$reader"
end_session
exit "$code"
