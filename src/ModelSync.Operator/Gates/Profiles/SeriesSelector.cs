using ModelSync.Operator.Gates.Exposition;

namespace ModelSync.Operator.Gates.Profiles;

/// <summary>The series of one name that count.</summary>
/// <param name="Name">The name of the samples.</param>
/// <param name="Rules">What their labels have to say.</param>
internal sealed record SeriesSelector(string Name, params IReadOnlyList<LabelRule> Rules)
{
    private static readonly string[] ModelLabels = ["model_name", "model"];

    /// <summary>The same series of another part of a histogram or summary.</summary>
    public SeriesSelector Part(string suffix) => new(Name + suffix, Rules);

    /// <summary>
    /// The series that count. Where servers hold several models, those of the model alone; the name by which a server knows it may be another one, so that a
    /// label that is on no series chooses nothing.
    /// </summary>
    public IReadOnlyList<KeyValuePair<SeriesKey, double>> Of(IReadOnlyDictionary<SeriesKey, double> all, string model)
    {
        var found = new List<KeyValuePair<SeriesKey, double>>();
        var isNamed = false;
        foreach (var series in all)
        {
            if (!string.Equals(series.Key.Name, Name, StringComparison.Ordinal) || !Rules.All(rule => rule.Matches(series.Key)))
            {
                continue;
            }

            var isModels = ModelLabels.Any(label => string.Equals(series.Key[label], model, StringComparison.Ordinal));
            if (isModels && !isNamed)
            {
                isNamed = true;
                found.Clear();
            }

            if (isModels || !isNamed)
            {
                found.Add(series);
            }
        }

        return found;
    }

    /// <summary>The sum of the series that count.</summary>
    public double Sum(IReadOnlyDictionary<SeriesKey, double> all, string model) => Of(all, model).Sum(static series => series.Value);
}
