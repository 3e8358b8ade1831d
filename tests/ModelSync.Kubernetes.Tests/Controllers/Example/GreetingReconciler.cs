using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Tests.Controllers.Example;

public sealed class GreetingReconciler(IOutside outside) : IEntityReconciler<Greeting>
{
    private static readonly ApplyOptions Apply = new("greetings");

    public async ValueTask<Result> ReconcileAsync(Greeting greeting, ReconcileContext context, CancellationToken cancellationToken)
    {
        if (greeting.Spec?.Text is not { Length: > 0 } text)
        {
            throw new TerminalReconcileException($"{greeting.Metadata.Key}: spec.text is empty; say what to greet with");
        }

        var wanted = new ConfigMap
        {
            Metadata = new ObjectMeta
            {
                Name = greeting.Metadata.Name,
                Namespace = greeting.Metadata.Namespace,
                OwnerReferences = [ControllerReference.To(greeting)],
            },
            Data = StringMap.Create([new("text", text)]),
        };
        await context.Client.Resource<ConfigMap>().ApplyAsync(ApplyConfiguration.From(wanted), Apply, cancellationToken);
        return Result.Done;
    }

    public async ValueTask<Result> CleanupAsync(Greeting greeting, ReconcileContext context, CancellationToken cancellationToken)
    {
        await outside.ForgetAsync(greeting.Metadata.Key, cancellationToken);
        return Result.Done;
    }
}
