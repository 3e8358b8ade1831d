namespace ModelSync.Playground.Nodes.Pods;

/// <summary>Which model a pod serves, in which version.</summary>
internal readonly record struct ModelOfPod(string Model, string Version)
{
    public const string NameVariable = "MODEL_NAME";
    public const string VersionVariable = "MODEL_VERSION";
    public const string ModelLabel = "modelsync.io/model";
    public const string VersionLabel = "modelsync.io/version";
    private const int LongestName = 512;

    /// <summary>
    /// From the environment of the model's container, else the labels, else the image: each part by itself. What headers and log lines can't
    /// carry becomes an underscore.
    /// </summary>
    public static ModelOfPod Of(KubeletPod pod)
    {
        var container = pod.ModelContainer;
        var image = ImageName.Parse(container?.Image);
        return new ModelOfPod(
            Visible(container?.Variable(NameVariable) ?? Label(pod, ModelLabel) ?? (image.Name.Length > 0 ? image.Name : "model")),
            Visible(container?.Variable(VersionVariable) ?? FromLabelForm(Label(pod, VersionLabel)) ?? image.Tag));
    }

    /// <summary>A version as labels write it, which can't hold a plus sign.</summary>
    public static string ToLabelForm(string version) => version.Replace('+', '_');

    // An environment may hold anything, and a model server refuses a name that it can't answer with.
    private static string Visible(string name) =>
        string.Concat(name.Take(LongestName).Select(character => character is >= '!' and <= '~' ? character : '_'));

    // A semantic version has no underscore, so the way back is clear.
    private static string? FromLabelForm(string? label) => label?.Replace('_', '+');

    private static string? Label(KubeletPod pod, string key) => pod.Metadata.Labels?.TryGetValue(key, out var value) is true && value.Length > 0 ? value : null;
}
