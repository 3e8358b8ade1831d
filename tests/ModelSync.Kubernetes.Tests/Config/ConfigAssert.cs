using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

/// <summary>Expectations about refused configurations.</summary>
internal static class ConfigAssert
{
    /// <summary>The refusal that an action ends in, with the expected kind and field and each of the words in its message.</summary>
    public static KubeConfigException Refuses(Action action, KubeConfigProblem problem, string? field, params string[] words)
    {
        var exception = Assert.Throws<KubeConfigException>(() => action())!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception.Problem, Is.EqualTo(problem), exception.Message);
            Assert.That(exception.Field, Is.EqualTo(field), exception.Message);
            foreach (var word in words)
            {
                Assert.That(exception.Message, Does.Contain(word));
            }
        }

        return exception;
    }
}
