using System.Globalization;
using ModelSync.Playground.Nodes;
using ModelSync.Playground.World;

namespace ModelSync.Playground.Commands;

/// <summary>What the command line asks for.</summary>
internal abstract record PlaygroundArguments
{
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
                "--clusters" => up with { Clusters = reader.Number(1, PlaygroundOptions.MostClusters) },
                "--nodes" => up with { Nodes = reader.Number(0, SimulatedNodes.MostNodes) },
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
        _ when int.TryParse(rule, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
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

        return reader.Result(load) is not Load { Target: "" }
            ? reader.Result(load)
            : new Invalid("load needs --target [kind/]namespace/name: `status` lists what there is");
    }
}
