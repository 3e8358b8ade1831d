namespace ModelSync.Quickstart.Arguments;

/// <summary>What --help says.</summary>
internal static class QuickstartUsage
{
    public const string Text =
        $"""
        Shows what ModelSync does: a version of a model is served, the next is promoted step by step under
        real requests, and a bad one goes back by itself.

        usage: make quickstart [CONTEXT=NAME] [KEEP=true|false] …     or modelsync-quickstart [--OPTION VALUE]…

          without CONTEXT   in a playground: a real Kubernetes on this machine that goes with this program
          CONTEXT=NAME      in the cluster of that context of your kubeconfig, after asking

          --keep true|false    go on after the story, to play with it (true on a terminal, else false)
          --plain true|false   print plain lines on a terminal, too (false)

        In a cluster:
          --context NAME       the context
          --image IMAGE        what serves: any image that answers HTTP without arguments of its own
                               ({QuickstartArguments.DefaultImage})
          --port PORT          the port that it answers on (8080)
          --yes true|false     do not ask; the only way without a terminal (false)
          --remove true|false  remove at the end what was made, but nothing else (true)

        Exit code 0: everything was seen that is promised. 1: it was not, and why. 2: an option cannot be used.
        """;
}
