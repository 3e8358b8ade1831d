using System.Globalization;
using ModelSync.Api.Policies;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of what policies say about versions.</summary>
internal static class VersionPolicyRules
{
    private static readonly string[] KnownFields =
    [
        "description", "packageDigest", "runtimeProfile", "parameters", "schema", "schema.inputs", "schema.outputs", "lineage", "lineage.runId",
        "lineage.trainingDataHash", "lineage.datasets", "lineage.code", "lineage.code.repository", "lineage.code.commit", "lineage.features",
        "lineage.trainedAt", "lineage.parent", "hyperparameters", "metrics", "dependencies", "dependencies.framework", "dependencies.libraries",
        "dependencies.models", "deploymentTargets", "documents",
    ];

    /// <summary>Those of signature.</summary>
    public static Place<SignatureRule> Signature() => new Place<SignatureRule>()
        .Require(
            $"self.keys.all(k, k.matches(r'{Patterns.PublicKey}'))",
            static signature => signature.Keys!.All(static key => Patterns.PublicKey.Fits(key)),
            "keys must be public keys as PEM, from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----; never put a private key here",
            field: ".keys");

    /// <summary>Those of requiredMetadata.</summary>
    public static Place<RequiredMetadataRule> RequiredMetadata() => new Place<RequiredMetadataRule>()
        .Require(
            "has(self.fields) || has(self.documents) || has(self.metrics)",
            static required => required.Fields is not null || required.Documents is not null || required.Metrics is not null,
            "requiredMetadata must have at least one of fields, documents and metrics, or it says nothing")
        .Require(
            $"!has(self.fields) || self.fields.all(f, f in [{string.Join(", ", KnownFields.Select(static name => $"'{name}'"))}])",
            static required => required.Fields?.All(static name => KnownFields.Contains(name, StringComparer.Ordinal)) ?? true,
            $"fields must be optional fields of a ModelVersion's spec, or no version can ever have them: {string.Join(", ", KnownFields)}",
            field: ".fields");

    /// <summary>Those of regression.</summary>
    public static Place<RegressionRule> Regression() => new Place<RegressionRule>()
        .Require(
            "double(self.minRatio) > 0.0 && double(self.minRatio) <= 1.0",
            static regression => double.Parse(regression.MinRatio!, NumberStyles.Float, CultureInfo.InvariantCulture) is > 0 and <= 1,
            RuleMessage<RegressionRule>.Naming("self.minRatio", static regression => regression.MinRatio, "minRatio '{0}' must be greater than 0 and at most 1, such as 0.95 for at most a twentieth worse"),
            field: ".minRatio");

    /// <summary>Those of versioning.</summary>
    public static Place<VersioningRule> Versioning() => new Place<VersioningRule>()
        .Require(
            "self.enforceBumps || has(self.maxMajorJump)",
            static versioning => versioning.EnforceBumps == true || versioning.MaxMajorJump is not null,
            "versioning must have enforceBumps true or a maxMajorJump, or it says nothing");
}
