using System.Globalization;
using ModelSync.Api.Corpus.Judging;
using ModelSync.Api.Corpus.Manifests;
using ModelSync.Api.Corpus.Mutation;

namespace ModelSync.Api.Corpus;

/// <summary>Has the corpus and random manifests judged by the API server's own code, and compares with our verdicts.</summary>
internal static class Program
{
    private const int ShownDifferences = 25;

    /// <summary>Arguments: the judge, the folder of the CRDs, how many random manifests, and the first seed.</summary>
    private static int Main(string[] args)
    {
        if (args.Length != 4)
        {
            Console.Error.WriteLine("usage: modelsync-crd-check JUDGE CRDS COUNT SEED (make crd-check)");
            return 2;
        }

        var (count, seed) = (int.Parse(args[2], CultureInfo.InvariantCulture), ulong.Parse(args[3], CultureInfo.InvariantCulture));
        using var judge = new Judge(args[0], args[1]);
        var corpus = Compare(judge, ManifestFiles.Good.Concat(ManifestFiles.Bad), out var refusedOfCorpus);
        var random = Compare(judge, Enumerable.Range(0, count).Select(i => Mutator.Make(seed + (ulong)i)), out var refused);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"corpus: {ManifestFiles.Good.Count} good and {ManifestFiles.Bad.Count} bad manifests, {refusedOfCorpus} refused by the server; {corpus} differences"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"random: {count} manifests from seed {seed}, {refused} refused by the server; {random} differences"));
        return corpus + random == 0 ? 0 : 1;
    }

    private static int Compare(Judge judge, IEnumerable<Manifest> manifests, out int refused)
    {
        var different = 0;
        refused = 0;
        foreach (var manifest in manifests)
        {
            var answer = judge.Ask(manifest);
            refused += answer.IsAccepted ? 0 : 1;
            var differences = Comparison.Differences(manifest, answer);
            different += differences.Count > 0 ? 1 : 0;
            if (differences.Count > 0 && different <= ShownDifferences)
            {
                Console.WriteLine($"{manifest.Name}:\n  {string.Join("\n  ", differences)}\n  {manifest.Object.ToJsonString()}");
            }
        }

        return different;
    }
}
