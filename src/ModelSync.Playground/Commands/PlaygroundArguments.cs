namespace ModelSync.Playground.Commands;

/// <summary>What the command line asks for.</summary>
internal abstract record PlaygroundArguments
{
    public const string Usage =
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

    private const int MostNodes = 1000;
    private const int MostClusters = 10;
    private const int MostRate = 20_000;
    private const int MostWorkers = 256;
    private const int MostSeconds = 86_400;

    private PlaygroundArguments()
    {
    }

    public sealed record Up(int Clusters, int Nodes, int? Seed, bool KeepData) : PlaygroundArguments;

    public sealed record Status(string? Id) : PlaygroundArguments;

    public sealed record Down(string? Id) : PlaygroundArguments;

    public sealed record FaultAdd(string? Id, string? Cluster, string Rule) : PlaygroundArguments;

    public sealed record FaultList(string? Id, string? Cluster) : PlaygroundArguments;

    public sealed record FaultClear(string? Id, string? Cluster, int? Rule) : PlaygroundArguments;

    public sealed record Load : PlaygroundArguments
    {
        public string? Id { get; init; }

        public string? Cluster { get; init; }

        public string Target { get; init; } = "";

        public string? Model { get; init; }

        public int? Rate { get; init; }

        public int Workers { get; init; } = 8;

        public int? Seconds { get; init; }

        public int? Requests { get; init; }

        public bool Json { get; init; }
    }

    public sealed record Binaries : PlaygroundArguments;

    public sealed record Help : PlaygroundArguments;

    public sealed record Invalid(string Error) : PlaygroundArguments;

    public static PlaygroundArguments Parse(string[] arguments) => arguments switch
    {
        [] => new Invalid("no command given"),
        ["-h" or "--help" or "help", ..] => new Help(),
        ["binaries"] => new Binaries(),
        ["binaries", var extra, ..] => new Invalid($"binaries takes no argument, but got {extra}"),
        ["up", .. var rest] => ParseUp(new ArgumentReader("up", rest)),
        ["status", .. var rest] => ParseId(new ArgumentReader("status", rest), id => new Status(id)),
        ["down", .. var rest] => ParseId(new ArgumentReader("down", rest), id => new Down(id)),
        ["fault", "add", .. var rest] => ParseFault(new ArgumentReader("fault add", rest), (id, cluster, rule) => new FaultAdd(id, cluster, rule)),
        ["fault", "list", .. var rest] => ParseFault(new ArgumentReader("fault list", rest), ListFaults),
        ["fault", "clear", .. var rest] => ParseFault(new ArgumentReader("fault clear", rest), ClearFaults),
        ["fault", "-h" or "--help", ..] => new Help(),
        ["fault", ..] => new Invalid("fault takes add, list or clear"),
        ["load", .. var rest] => ParseLoad(new ArgumentReader("load", rest)),
        [var command, ..] => new Invalid($"there is no command {command}"),
    };

    private static PlaygroundArguments ParseUp(ArgumentReader reader)
    {
        var up = new Up(Clusters: 1, Nodes: 2, Seed: null, KeepData: false);
        while (reader.TryTake(out var option))
        {
            up = option switch
            {
                "--clusters" => up with { Clusters = reader.Number(1, MostClusters) },
                "--nodes" => up with { Nodes = reader.Number(0, MostNodes) },
                "--seed" => up with { Seed = reader.Number(0, int.MaxValue) },
                "--keep-data" => up with { KeepData = true },
                _ => reader.Unknown(up),
            };
        }

        return reader.Result(up);
    }

    private static PlaygroundArguments ParseId(ArgumentReader reader, Func<string?, PlaygroundArguments> make)
    {
        string? id = null;
        while (reader.TryTake(out var option))
        {
            id = option is "--id" ? reader.Text("the id of a running playground") : reader.Unknown(id);
        }

        return reader.Result(make(id));
    }

    /// <summary>Options may stand before the rule; from its first word on, everything is the rule.</summary>
    private static PlaygroundArguments ParseFault(ArgumentReader reader, Func<string?, string?, string, PlaygroundArguments> make)
    {
        var (id, cluster, rule) = ((string?)null, (string?)null, "");
        while (reader.TryTake(out var option))
        {
            switch (option)
            {
                case "--id":
                    id = reader.Text("the id of a running playground");
                    break;
                case "--cluster":
                    cluster = reader.Text("the name of a cluster");
                    break;
                case ['-', ..]:
                    reader.Unknown(rule);
                    break;
                default:
                    rule = $"{option} {reader.Rest()}".TrimEnd();
                    break;
            }
        }

        return reader.Result(make(id, cluster, rule));
    }

    private static PlaygroundArguments ListFaults(string? id, string? cluster, string extra) =>
        extra.Length == 0 ? new FaultList(id, cluster) : new Invalid($"fault list takes no argument {extra}");

    private static PlaygroundArguments ClearFaults(string? id, string? cluster, string rule) => rule switch
    {
        "" => new FaultClear(id, cluster, Rule: null),
        _ when int.TryParse(rule, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) =>
            new FaultClear(id, cluster, number),
        _ => new Invalid($"fault clear takes the number of a rule as `fault list` shows it, but got '{rule}'"),
    };

    private static PlaygroundArguments ParseLoad(ArgumentReader reader)
    {
        var load = new Load();
        while (reader.TryTake(out var option))
        {
            load = option switch
            {
                "--id" => load with { Id = reader.Text("the id of a running playground") },
                "--cluster" => load with { Cluster = reader.Text("the name of a cluster") },
                "--target" => load with { Target = reader.Text("[kind/]namespace/name") },
                "--model" => load with { Model = reader.Text("the name of a model") },
                "--rate" => load with { Rate = reader.Number(1, MostRate) },
                "--workers" => load with { Workers = reader.Number(1, MostWorkers) },
                "--seconds" => load with { Seconds = reader.Number(1, MostSeconds) },
                "--requests" => load with { Requests = reader.Number(1, int.MaxValue) },
                "--json" => load with { Json = true },
                _ => reader.Unknown(load),
            };
        }

        return reader.Result(load) is Load { Target: "" } ? new Invalid("load needs --target [kind/]namespace/name: `status` lists what there is") : reader.Result(load);
    }
}
