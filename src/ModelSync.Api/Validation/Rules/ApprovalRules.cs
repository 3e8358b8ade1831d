using System.Text.Json;
using ModelSync.Api.Approvals;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of ModelApproval.</summary>
internal static class ApprovalRules
{
    /// <summary>All of them.</summary>
    public static Place<ModelApproval> All() => new Place<ModelApproval>().Member("spec", static approval => approval.Spec, Spec());

    private static Place<ModelApprovalSpec> Spec() => new Place<ModelApprovalSpec>()
        .With(static spec => VersionText.Rule(spec, static self => self.Version))
        .RequireOfChange(
            "self == oldSelf",
            static (self, old) => Written(self).SequenceEqual(Written(old)),
            "a decision cannot change after it was made; create another ModelApproval, with decision Revoke to take this one back",
            reason: Reasons.Forbidden);

    private static byte[] Written(ModelApprovalSpec spec) => JsonSerializer.SerializeToUtf8Bytes(spec, ApiJsonContext.Default.ModelApprovalSpec);
}
