using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Execution;

namespace ModelSync.Operator.Tests.Execution;

/// <summary>What passes by itself is tried again in silence; what a person has to mend is told in the server's words.</summary>
internal sealed class FailureVerdictTests
{
    private static readonly PlannedAction Action = new ScaleDownRevision(ClusterName.Local, "bcdfghjklm", 0);

    [TestCase(403, "exceeded quota", "WriteRefused")]
    [TestCase(422, "spec.x: Invalid value", "WriteRefused")]
    [TestCase(400, "admission webhook denied the request", "WriteRefused")]
    [TestCase(500, "failed to create typed patch object: .spec.foo: field not declared in schema", "WriteRefused")]
    [TestCase(500, "failed to convert new object to proper version: quantities must match the regular expression", "WriteRefused")]
    [TestCase(500, "etcdserver: leader changed", null)]
    [TestCase(503, "no endpoints available", null)]
    [TestCase(429, "too many requests", null)]
    public void An_answer_of_the_server_at_the_first_time(int code, string message, string? reason)
    {
        var told = FailureVerdict.Of(Action, Answer(code, message), failures: 0);

        Assert.That(told?.Reason, Is.EqualTo(reason));
        Assert.That(told?.Message, reason is null ? Is.Null : Does.Contain("ScaleDownRevision").And.Contain(message));
    }

    [Test]
    public void What_fails_again_and_again_is_told_too()
    {
        Assert.That(FailureVerdict.Of(Action, Answer(500, "failed calling webhook"), failures: 2), Is.Null);
        var told = FailureVerdict.Of(Action, Answer(500, "failed calling webhook"), failures: 3);
        Assert.That((told?.Reason, told?.Message), Is.EqualTo(("WriteFailed", "the API server fails at ScaleDownRevision, and it is tried again: failed calling webhook")));
    }

    [Test]
    public void A_server_that_is_not_there_cannot_be_told_of() =>
        Assert.That(FailureVerdict.Of(Action, new KubernetesConnectionException("no answer", new IOException()), failures: 9), Is.Null);

    [Test]
    public void A_stopped_action_tells_its_own_reason()
    {
        var why = new Impediment("NameConflict", "Service fraud belongs to somebody else");
        Assert.That(FailureVerdict.Of(Action, new ActionStoppedException("x", why), failures: 0), Is.EqualTo(why));
        Assert.That(FailureVerdict.Of(Action, new ActionStoppedException("x"), failures: 9), Is.Null);
    }

    [TestCase("FieldManagerConflict", true)]
    [TestCase(null, false)]
    public void A_conflict_is_of_a_field_or_of_the_moment(string? cause, bool isOfField)
    {
        var details = cause is null ? null : new ApiStatusDetails { Causes = [new ApiStatusCause { Reason = cause, Field = ".spec.replicas" }] };
        var conflict = new KubernetesApiException(new ApiStatus { Code = 409, Reason = "Conflict", Message = "conflict", Details = details }, "PATCH /x");

        Assert.That(FailureVerdict.IsOfForeignField(conflict), Is.EqualTo(isOfField));
    }

    [Test]
    public void Mistakes_of_ours_are_not_caught() => Assert.That(FailureVerdict.IsKnown(new InvalidOperationException()), Is.False);

    private static KubernetesApiException Answer(int code, string message) => new(new ApiStatus { Code = code, Message = message }, "PATCH /x");
}
