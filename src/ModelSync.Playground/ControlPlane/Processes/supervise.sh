# sh -c THIS supervise LOG COMMAND [ARGUMENT...], as the leader of its own session.
#
# Runs COMMAND, with its output appended to LOG (-: to our own output), and ends as it ends. Standard input is a pipe held open by the owner: each
# line names a signal to send to COMMAND. When the owner is gone, however it went (SIGKILL too), the kernel closes the
# pipe, and everything here is killed. PR_SET_PDEATHSIG would not do: it is bound to the thread that forked, and .NET's come and go.
exec 3<&0 </dev/null
[ "$1" = - ] || exec >>"$1"
exec 2>&1
shift

"$@" 3<&- &
command=$!

(
    while read -r signal; do
        kill -s "$signal" "$command"
    done
    kill -s KILL 0 # the whole session: COMMAND, what COMMAND started, and this shell
) <&3 &
reader=$!
exec 3<&-

wait "$command"
code=$?
kill -s KILL "$reader"
exit "$code"
