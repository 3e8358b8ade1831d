namespace ModelSync.Playground.Commands;

/// <summary>What --help says.</summary>
internal static class PlaygroundUsage
{
    public const string Text =
        """
        A real Kubernetes on this machine with simulated nodes, real model servers, a data plane
        and faults on demand, to try out and to test with.

        usage: modelsync-playground up [--clusters N] [--nodes N] [--seed N] [--keep-data]
               modelsync-playground status | down
               modelsync-playground fault add|list|clear [--cluster NAME] …
               modelsync-playground load --target NAMESPACE/NAME …
               modelsync-playground binaries

          up             starts clusters side by side and runs until Ctrl-C
            --clusters N   how many clusters, 1 to 10 (1): local, member-1, member-2 …
            --nodes N      how many simulated nodes each, 0 to 1000 (2)
            --seed N       repeats what an earlier run drew by chance; each run prints its own
            --keep-data    leaves data and logs where they are

          status         shows what runs: clusters, pods, routes with their weights, faults
          down           ends what runs and waits until it is gone

          fault add RULE     adds a fault before the API server; `fault add` alone tells the rules' form
          fault list         shows the rules and what they have done
          fault clear [ID]   takes away one rule, or all
            --cluster NAME     of this cluster (local)

          load           sends inference requests and shows who answers: share, errors, latencies
            --target T     a Service, HTTPRoute, GRPCRoute or VirtualService: [kind/]namespace/name
            --cluster NAME in this cluster (local)
            --rate N       requests a second, 1 to 20000; without it, as fast as the workers get answers
            --workers N    how many requests at once, 1 to 256 (8)
            --seconds N    how long, 1 to 86400; until Ctrl-C without it
            --requests N   how many requests
            --model NAME   the model that is asked (what the first answer calls itself)
            --json         prints the result alone, as JSON

          binaries       makes sure that the servers' binaries are there and prints their folder

        All but up and binaries speak with the playground that runs; --id chooses one when several do.
        Binaries come from the folder that MODELSYNC_CONTROL_PLANE names, else from the
        per-user cache, else they are built into it (Debian only, about three minutes).
        """;
}
