using CsCheck;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Tests.Engine.Query.Spatial;

public sealed class GreatCircleTests
{
    /// <summary>Half of the sphere's circumference, in metres.</summary>
    private const double HalfWay = Math.PI * GreatCircle.EarthMetres;

    private static readonly Gen<(double Longitude, double Latitude)> Place = Gen.Select(
        Gen.OneOf(Gen.Double[-180, 180], Gen.OneOf(Gen.Const(-180.0), Gen.Const(180.0), Gen.Const(0.0), Gen.Const(179.9999999))),
        Gen.OneOf(Gen.Double[-90, 90], Gen.OneOf(Gen.Const(-90.0), Gen.Const(90.0), Gen.Const(0.0), Gen.Const(89.95))));

    [Theory]
    [InlineData(106.41, 10.54, 106.41, 10.54, 0)]
    [InlineData(0, 0, 1, 0, HalfWay / 180)]
    [InlineData(179.5, 0, -179.5, 0, HalfWay / 180)]
    [InlineData(33, 89.5, -147, 89.5, HalfWay / 180)]
    [InlineData(-180, 12, 180, 12, 0)]
    [InlineData(0, -90, 0, 90, HalfWay)]
    public void A_distance_is_that_of_the_sphere(double longitude, double latitude, double otherLongitude, double otherLatitude, double metres) =>
        Assert.Equal(metres, GreatCircle.Metres(longitude, latitude, otherLongitude, otherLatitude), 0.001);

    /// <summary>A degree of a meridian at the equator and at a pole, and of the equator.</summary>
    [Theory]
    [InlineData(0, 0, 0, 1, 110_574)]
    [InlineData(0, 89, 0, 90, 111_694)]
    [InlineData(0, 0, 1, 0, 111_320)]
    public void It_differs_from_the_ellipsoid_by_what_it_says(double longitude, double latitude, double otherLongitude, double otherLatitude, double ellipsoid) =>
        Assert.InRange(GreatCircle.Metres(longitude, latitude, otherLongitude, otherLatitude) / ellipsoid, 1 - 0.0057, 1 + 0.0057);

    [Fact]
    public void It_agrees_with_the_angle_between_two_vectors() => Gen.Select(Place, Place).Sample((one, other) =>
        Assert.Equal(Vectors(one, other), GreatCircle.Metres(one.Longitude, one.Latitude, other.Longitude, other.Latitude), 0.2)); // 0.2: an arc sine near 1

    [Fact]
    public void The_boxes_around_a_circle_hold_all_of_it() =>
        Gen.Select(Place, Gen.Double[0, 6].Select(power => Math.Pow(10, power)), Gen.Double[0, 360], Gen.Double[0, 1]).Sample((centre, metres, bearing, part) =>
        {
            var place = Towards(centre, bearing, metres * part);
            Assert.Contains(GreatCircle.Around(centre.Longitude, centre.Latitude, metres), box =>
                place.Longitude >= box.West && place.Longitude <= box.East && place.Latitude >= box.South && place.Latitude <= box.North);
        }, iter: 20_000);

    internal static double Vectors((double Longitude, double Latitude) one, (double Longitude, double Latitude) other)
    {
        var (a, b) = (Vector(one), Vector(other));
        var cross = (X: (a.Y * b.Z) - (a.Z * b.Y), Y: (a.Z * b.X) - (a.X * b.Z), Z: (a.X * b.Y) - (a.Y * b.X));
        var dot = (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);
        return GreatCircle.EarthMetres * Math.Atan2(Math.Sqrt((cross.X * cross.X) + (cross.Y * cross.Y) + (cross.Z * cross.Z)), dot);
    }

    private static (double X, double Y, double Z) Vector((double Longitude, double Latitude) place)
    {
        var (east, north) = (double.DegreesToRadians(place.Longitude), double.DegreesToRadians(place.Latitude));
        return (Math.Cos(north) * Math.Cos(east), Math.Cos(north) * Math.Sin(east), Math.Sin(north));
    }

    /// <summary>The place so far from another, in the direction of a bearing.</summary>
    private static (double Longitude, double Latitude) Towards((double Longitude, double Latitude) from, double bearing, double metres)
    {
        var (angle, north, way) = (metres / GreatCircle.EarthMetres, double.DegreesToRadians(from.Latitude), double.DegreesToRadians(bearing));
        var latitude = Math.Asin(Math.Clamp((Math.Sin(north) * Math.Cos(angle)) + (Math.Cos(north) * Math.Sin(angle) * Math.Cos(way)), -1, 1));
        var east = Math.Atan2(Math.Sin(way) * Math.Sin(angle) * Math.Cos(north), Math.Cos(angle) - (Math.Sin(north) * Math.Sin(latitude)));
        var longitude = from.Longitude + double.RadiansToDegrees(east);
        return (longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude, double.RadiansToDegrees(latitude));
    }
}
